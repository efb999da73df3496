using ComposeServer.Cli;
using ComposeServer.Cli.Transfer;

namespace ComposeServer.Tests.Cli;

public sealed class TransferCommandTests : IDisposable
{
    const string Id = "kjzl6kcym7w8y5coci0at0tquy8zmferlog88ys94oj2qgyjy8soxzpbflmlzey";

    readonly string folder = Directory.CreateTempSubdirectory("composeserver-transfer-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("export", "--output", "x.car")]
    [InlineData("export", "--output", "x.car", "--all", "--model", Id)]
    [InlineData("export", "--output", "x.car", "--author", "did:key:x", "--stream", Id)]
    [InlineData("export", "--output", "x.car", "--author", "Ada")]
    [InlineData("export", "--all")]
    [InlineData("import")]
    public async Task What_cannot_be_understood_is_a_matter_of_usage(params string[] args)
    {
        var run = await CommandLineRun.Of(args);

        Assert.Equal(ExitCode.Usage, run.Exit);
        Assert.StartsWith(CliErrorCode.Usage, run.Words);
    }

    [Fact]
    public async Task An_id_that_is_none_is_named()
    {
        var run = await CommandLineRun.Of(["export", "--output", "x.car", "--stream", "kjunk"]);

        Assert.Equal(ExitCode.Usage, run.Exit);
        Assert.StartsWith(CliErrorCode.InvalidStreamId, run.Words);
    }

    [Fact]
    public async Task A_folder_without_a_database_has_nothing_to_export_and_none_is_made()
    {
        var output = Path.Combine(folder, "x.car");

        var run = await CommandLineRun.Of(["export", "--all", "--output", output, "--data-dir", folder]);

        Assert.Equal(ExitCode.Failed, run.Exit);
        Assert.StartsWith("DATABASE_MISSING", run.Words);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_named_before_any_database_is_opened()
    {
        var missing = Path.Combine(folder, "missing.car");

        var run = await CommandLineRun.Of(["import", missing, "--data-dir", Path.Combine(folder, "data")]);

        Assert.Equal(ExitCode.Failed, run.Exit);
        Assert.StartsWith($"{CliErrorCode.FileUnreadable}: {missing}", run.Words);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
    }

    [Fact]
    public async Task A_file_appears_when_it_is_whole_and_a_failure_leaves_the_old_one()
    {
        var path = Path.Combine(folder, "inner", "x.car");
        await WholeFile.WriteAsync(path, file => WriteAsync(file, "old"));

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            WholeFile.WriteAsync<int>(
                path,
                async file =>
                {
                    await WriteAsync(file, "new");
                    throw new InvalidOperationException();
                }
            )
        );

        Assert.Equal("old", await File.ReadAllTextAsync(path));
        Assert.Single(Directory.EnumerateFiles(Path.GetDirectoryName(path)!));
    }

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(1_000, "1 kB")]
    [InlineData(1_234_567, "1.2 MB")]
    [InlineData(5_000_000_000_000_000, "5000 TB")]
    public void Sizes_are_told_with_at_most_one_digit_after_the_point(long bytes, string text)
    {
        Assert.Equal(text, ByteCount.Text(bytes));
    }

    static async Task<int> WriteAsync(Stream file, string text)
    {
        await file.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text));
        return 0;
    }
}
