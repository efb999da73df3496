using ComposeServer.Postgres.Cluster;
using ComposeServer.Testing.Postgres;

namespace ComposeServer.Tests.Postgres.Cluster;

public sealed class PostgresBinariesTests : IDisposable
{
    readonly TemporaryFolder temporary = new();

    public void Dispose() => temporary.Dispose();

    [Fact]
    public void The_search_goes_through_path_first_and_then_from_the_highest_installed_version_down()
    {
        foreach (var version in (string[])["9.6", "15", "9", "17"])
            Directory.CreateDirectory(Path.Combine(temporary.FullName, "debian", version));
        foreach (var version in (string[])["postgresql@16", "other@20"])
            Directory.CreateDirectory(Path.Combine(temporary.FullName, "brew", version));

        var folders = PostgresPlaces.Of(
            "/first:relative:/second",
            [
                (Path.Combine(temporary.FullName, "debian"), "*"),
                (Path.Combine(temporary.FullName, "absent"), "*"),
                (Path.Combine(temporary.FullName, "brew"), "postgresql@*"),
            ]
        );

        Assert.Equal(
            [
                "/first",
                "/second",
                "debian/17/bin",
                "debian/15/bin",
                "debian/9/bin",
                "debian/9.6/bin",
                "brew/postgresql@16/bin",
            ],
            folders.Select(folder =>
                Path.GetRelativePath(temporary.FullName, folder) is var name && name[0] == '.' ? folder : name
            )
        );
    }

    [Fact]
    public async Task Of_several_the_first_that_can_open_the_data_is_taken()
    {
        var (newer, older) = (Install("17.2"), Install("15.4 (Debian 15.4-1)"));

        Assert.Equal(new(newer, 17), await FindAsync([newer, older], major: null));
        Assert.Equal(new(older, 15), await FindAsync([newer, older], major: 15));
    }

    [Fact]
    public async Task A_link_in_path_leads_to_the_folder_of_the_installation()
    {
        var real = Install("15.4");
        var links = Directory.CreateDirectory(Path.Combine(temporary.FullName, "links")).FullName;
        foreach (var name in (string[])["initdb", "postgres"])
            File.CreateSymbolicLink(Path.Combine(links, name), Path.Combine(real, name));

        Assert.Equal(new(real, 15), await FindAsync([links], major: null));
    }

    [Fact]
    public async Task Where_there_is_none_the_error_names_the_package()
    {
        var refused = await RefusedAsync([temporary.FullName], major: null);

        Assert.Equal("POSTGRES_MISSING", refused.Code);
        Assert.Contains("the package postgresql;", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_named_in_the_options_is_the_only_one_searched()
    {
        var options = new PrivateClusterOptions { Folder = "data", BinariesFolder = temporary.FullName };

        var refused = await Assert.ThrowsAsync<PrivateClusterException>(() =>
            PostgresBinaries.FindAsync(options, major: null, CancellationToken.None)
        );

        Assert.StartsWith(temporary.FullName + " does not hold", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("13.14", null, "14 or newer is needed, found 13 in ")]
    [InlineData("15.4", 17, "the data was made by PostgreSQL 17, found 15 in ")]
    public async Task A_version_that_will_not_do_is_named(string installed, int? major, string part)
    {
        var refused = await RefusedAsync([Install(installed)], major);

        Assert.Equal("POSTGRES_VERSION", refused.Code);
        Assert.Contains(part, refused.Message, StringComparison.Ordinal);
    }

    static Task<PostgresBinaries> FindAsync(string[] folders, int? major) =>
        PostgresBinaries.FindAsync(folders, asked: null, major, CancellationToken.None);

    static Task<PrivateClusterException> RefusedAsync(string[] folders, int? major) =>
        Assert.ThrowsAsync<PrivateClusterException>(() => FindAsync(folders, major));

    /// <summary>Programs that say of themselves what Postgres' own say.</summary>
    string Install(string version)
    {
        var folder = Directory.CreateDirectory(Path.Combine(temporary.FullName, "installed", version, "bin")).FullName;
        foreach (var name in (string[])["initdb", "postgres"])
        {
            var program = Path.Combine(folder, name);
            File.WriteAllText(program, $"#!/bin/sh\necho '{name} (PostgreSQL) {version}'\n");
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        return folder;
    }
}
