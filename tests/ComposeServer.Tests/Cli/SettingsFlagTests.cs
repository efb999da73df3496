using ComposeServer.Cli;
using ComposeServer.Cli.Serve;
using ComposeServer.Server.Host;

namespace ComposeServer.Tests.Cli;

public sealed class SettingsFlagTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("composeserver-settings-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Every_setting_has_a_flag_with_a_help_text_that_names_its_variable()
    {
        using var shell = CommandLineRun.Shell(
            TextWriter.Null,
            TextWriter.Null,
            null,
            new Dictionary<string, string>()
        );
        var options = CommandLine.Build(shell).Subcommands.OfType<ServeCommand>().Single().Options;

        Assert.All(
            Settings.All,
            setting =>
            {
                var option = Assert.Single(options, option => option.Name == setting.Flag);
                Assert.StartsWith(setting.Description, option.Description);
                Assert.Contains(setting.Variable, option.Description);
            }
        );
    }

    [Fact]
    public void A_flag_wins_over_a_variable_and_a_variable_over_the_file()
    {
        var file = Write("""{ "port": 1, "dataDir": "/from/file", "network": "local" }""");

        var options = Read(
            ["serve", "--config", file, "--port", "3"],
            new() { ["COMPOSESERVER_PORT"] = "2", ["COMPOSESERVER_DATA_DIR"] = "/from/variable" }
        );

        Assert.Equal((3, "/from/variable", "local"), (options.Port, options.DataDir, options.Network));
    }

    [Fact]
    public void The_settings_file_may_be_named_by_a_variable()
    {
        var file = Write("""{ "port": 17 }""");

        Assert.Equal(17, Read(["serve"], new() { ["COMPOSESERVER_CONFIG"] = file }).Port);
    }

    [Fact]
    public void A_list_is_a_repeated_flag_a_variable_with_commas_or_an_array()
    {
        string[] expected = ["did:key:a", "did:key:b"];
        var file = Write("""{ "adminDids": ["did:key:a", "did:key:b"] }""");

        Assert.Equal(expected, Read(["serve", "--admin-did", "did:key:a", "--admin-did", "did:key:b"]).AdminDids);
        Assert.Equal(
            expected,
            Read(["serve"], new() { ["COMPOSESERVER_ADMIN_DIDS"] = "did:key:a, did:key:b" }).AdminDids
        );
        Assert.Equal(expected, Read(["serve", "--config", file]).AdminDids);
    }

    [Theory]
    [InlineData(new[] { "serve", "--dev" }, true)]
    [InlineData(new[] { "serve", "--dev", "true" }, true)]
    [InlineData(new[] { "serve", "--dev", "false" }, false)]
    [InlineData(new[] { "serve" }, false)]
    public void A_switch_may_stand_alone_or_say_its_value(string[] args, bool expected)
    {
        Assert.Equal(expected, Read(args).Dev);
    }

    [Fact]
    public void What_an_operator_decides_about_capabilities_has_a_flag_a_variable_and_a_key()
    {
        const string one = "bafyreif6ywzzni7g5l5dtzl5xbrltt3kisxnb4ytvksft6o4tu2n374eiq";
        const string other = "bafyreibqi3qm5nxyhb7qxhwhosg7ijhjmte4hikjpee72vlgwgajc464xe";
        var file = Write(
            $$"""{ "forbidWildcardCapabilities": true, "revokedCapabilities": ["{{one}}", "{{other}}"] }"""
        );
        string[] flags =
        [
            "serve",
            "--forbid-wildcard-capabilities",
            "--revoked-capability",
            one,
            "--revoked-capability",
            other,
        ];
        var variables = new Dictionary<string, string>
        {
            ["COMPOSESERVER_FORBID_WILDCARD_CAPABILITIES"] = "true",
            ["COMPOSESERVER_REVOKED_CAPABILITIES"] = $"{one},{other}",
        };

        foreach (
            var options in (ServerOptions[])[Read(flags), Read(["serve"], variables), Read(["serve", "--config", file])]
        )
        {
            Assert.True(options.ForbidWildcardCapabilities);
            Assert.Equal([one, other], options.RevokedCapabilities);
        }

        Assert.False(Read(["serve"]).ForbidWildcardCapabilities);
        Assert.Empty(Read(["serve"]).RevokedCapabilities);
    }

    [Fact]
    public async Task A_revoked_capability_that_is_no_CID_stops_the_start()
    {
        var run = await CommandLineRun.Of(["serve", "--revoked-capability", "bafy"]);

        Assert.Equal(ExitCode.Usage, run.Exit);
        Assert.Contains("'bafy' must be a CID", run.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_key_stops_the_start_with_one_line_that_names_file_key_and_nearest_valid_key()
    {
        var file = Write("""{ "prot": 7007 }""");

        var run = await CommandLineRun.Of(["serve", "--config", file]);

        Assert.Equal(
            new(ExitCode.Usage, "", $"INVALID_SETTING: {file}: unknown key 'prot', did you mean 'port'?\n"),
            run
        );
    }

    [Fact]
    public async Task A_bad_value_in_the_file_is_named_with_file_and_key()
    {
        var file = Write("""{ "port": 65536 }""");

        var run = await CommandLineRun.Of(["serve", "--config", file]);

        Assert.Equal(ExitCode.Usage, run.Exit);
        Assert.Equal(
            $"INVALID_SETTING: {file}: 'port': must be a whole number from 0 to 65535, found '65536'\n",
            run.Words
        );
    }

    [Fact]
    public async Task An_unknown_variable_stops_the_start_and_the_nearest_valid_one_is_named()
    {
        var run = await CommandLineRun.Of(
            ["serve"],
            variables: new Dictionary<string, string> { ["COMPOSESERVER_PROT"] = "1" }
        );

        Assert.Equal(
            new(
                ExitCode.Usage,
                "",
                "INVALID_SETTING: environment variable COMPOSESERVER_PROT: unknown, did you mean COMPOSESERVER_PORT?\n"
            ),
            run
        );
    }

    [Fact]
    public async Task A_bad_value_of_a_variable_is_named_with_the_variable()
    {
        var run = await CommandLineRun.Of(
            ["serve"],
            variables: new Dictionary<string, string> { ["COMPOSESERVER_DEV"] = "perhaps" }
        );

        Assert.Equal(ExitCode.Usage, run.Exit);
        Assert.Equal(
            "INVALID_SETTING: environment variable COMPOSESERVER_DEV: must be true or false, found 'perhaps'\n",
            run.Words
        );
    }

    [Theory]
    [InlineData("--prot", "Did you mean '--port'?")]
    [InlineData("--datadir", "Did you mean '--data-dir'?")]
    public async Task An_unknown_flag_is_refused_and_the_nearest_one_is_named(string flag, string hint)
    {
        var run = await CommandLineRun.Of(["serve", flag, "1"]);

        Assert.Equal(ExitCode.Usage, run.Exit);
        Assert.Contains(hint, run.Words);
        Assert.Empty(run.Out);
    }

    [Fact]
    public async Task A_single_value_given_twice_is_refused()
    {
        Assert.Equal(ExitCode.Usage, (await CommandLineRun.Of(["serve", "--port", "1", "--port", "2"])).Exit);
    }

    string Write(string json)
    {
        var path = Path.Combine(folder, "settings.json");
        File.WriteAllText(path, json);
        return path;
    }

    static ServerOptions Read(string[] args, Dictionary<string, string>? variables = null)
    {
        using var shell = CommandLineRun.Shell(TextWriter.Null, TextWriter.Null, null, variables ?? []);
        var root = CommandLine.Build(shell);
        return root.Subcommands.OfType<ServeCommand>().Single().OptionsOf(root.Parse(args));
    }
}
