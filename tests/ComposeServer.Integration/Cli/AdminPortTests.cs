using System.Net;
using ComposeServer.Testing.Nodes;
using ComposeServer.Testing.Postgres;

namespace ComposeServer.Integration.Cli;

/// <summary>The executable, served with a port for administration.</summary>
public sealed class AdminPortTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_server_with_a_port_for_administration_deploys_the_examples_there_and_names_it()
    {
        var data = Path.Combine(folder.FullName, "data");
        await using var server = await RunningServer.StartAsync(data, "--dev", "--admin-url", "http://127.0.0.1:0");
        var admin = Assert
            .Single(server.Words, line => line.StartsWith("Admin  ", StringComparison.Ordinal))[6..]
            .Trim();
        var key = (await File.ReadAllTextAsync(Path.Combine(data, "admin.key"))).Trim();

        var inside = await Executable.RunAsync(["admin:models", "-c", admin, "-k", key]);
        var outside = await Executable.RunAsync(["admin:models", "-c", server.Address, "-k", key]);

        Assert.Equal(0, inside.Exit);
        Assert.Contains("\"name\":\"Post\"", inside.Out);
        Assert.Equal((1, ""), (outside.Exit, outside.Out));
        Assert.Contains("NODE_REFUSED", outside.Words);
        Assert.Contains("--admin-url", outside.Words);
        Assert.Equal(0, await server.StopAsync());
    }

    [Fact]
    public async Task An_administrator_stops_a_server_over_its_port_for_administration_and_nobody_else_does()
    {
        var data = Path.Combine(folder.FullName, "data");
        using var key = Seeds.Key("stopper");
        await using var server = await RunningServer.StartAsync(
            data,
            "--admin-did",
            key.Did.Text,
            "--admin-url",
            "http://127.0.0.1:0"
        );
        var admin = Assert
            .Single(server.Words, line => line.StartsWith("Admin  ", StringComparison.Ordinal))[6..]
            .Trim();
        using var stranger = Seeds.Key("stranger");
        using var strange = new NodeClient(new Uri(admin), stranger);
        using var outside = new NodeClient(new Uri(server.Address), key);
        using var inside = new NodeClient(new Uri(admin), key);

        var unsigned = await inside.Api.PostAsync("admin/shutdown", new { });
        var refused = await strange.Api.AdminAsync(HttpMethod.Post, "admin/shutdown", new { });
        using var absent = await outside.Http.PostAsync("/api/v0/admin/shutdown", null);
        var stopped = await inside.Api.AdminAsync(HttpMethod.Post, "admin/shutdown", new { });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, unsigned.Status);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.Status);
        Assert.Equal(HttpStatusCode.NotFound, absent.StatusCode);
        Assert.Equal("success", stopped.Ok.Text("result"));
        Assert.Equal(0, await server.EndAsync());
    }

    [Theory]
    [InlineData("--admin-url", "nowhere", "'nowhere' must be an http or https address")]
    [InlineData("--admin-from", "home", "must be one of loopback, anywhere")]
    [InlineData("--address-writes-per-second", "-1", "must be a whole number from 0 to 1000000")]
    [InlineData("--author-writes-per-second", "1000001", "must be a whole number from 0 to 1000000")]
    [InlineData("--model-writes-per-second", "many", "must be a whole number from 0 to 1000000")]
    public async Task A_setting_that_makes_no_sense_stops_the_start(string flag, string value, string rule)
    {
        var refused = await Executable.RunAsync(["serve", "--data-dir", folder.FullName, flag, value]);

        Assert.Equal((2, ""), (refused.Exit, refused.Out));
        Assert.Contains("INVALID_SETTING", refused.Words);
        Assert.Contains(flag, refused.Words);
        Assert.Contains(rule, refused.Words);
    }
}
