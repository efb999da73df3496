using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using ComposeServer.Integration.Schemas;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Cli;

/// <summary><c>admin:code</c>: codes and signed calls that scripts send themselves.</summary>
public class AdminCodeCommandTests(CommandScene scene) : IClassFixture<CommandScene>
{
    [Fact]
    public async Task A_code_needs_no_key_and_each_is_another()
    {
        var one = await scene.RunAsync(null, null, ["admin:code"]);
        var other = await scene.RunAsync(null, null, ["admin:code"]);

        Assert.Equal((0, 0), (one.Exit, other.Exit));
        Assert.True(Guid.TryParseExact(one.Out.TrimEnd(), "D", out _), one.Out);
        Assert.NotEqual(one.Out, other.Out);
    }

    [Theory]
    [InlineData("status")]
    [InlineData("admin/status")]
    [InlineData("/api/v0/admin/status")]
    public async Task A_signed_call_is_a_line_for_a_shell_that_works_once(string path)
    {
        var line = await scene.PrintAsync("admin:code", "--sign", path);

        Assert.StartsWith("curl -s -X GET 'http://127.0.0.1:", line);
        Assert.Equal("inmemory", JsonElement.Parse(await RunAsync(line)).Text("network"));
        Assert.Equal("ADMIN_CODE_INVALID", JsonElement.Parse(await RunAsync(line)).Text("code"));
    }

    [Fact]
    public async Task A_write_is_signed_with_its_body()
    {
        var composite = await SchemaNode.NotesAsync("Signed", "name");
        _ = (await scene.Node.CreateAsync(composite.Models.Values.Single())).Ok;
        var id = composite.ModelIds.Single();
        var body = $$"""{"modelData":[{"streamID":"{{id}}"}]}""";

        var started = await RunAsync(await scene.PrintAsync("admin:code", "--sign", "modelData", "--body", body));
        var listed = await scene.PrintAsync("admin:models");
        var stopped = await RunAsync(
            await scene.PrintAsync("admin:code", "--sign", "modelData", "--method", "DELETE", "--body", body)
        );

        Assert.Equal("success", JsonElement.Parse(started).Text("result"));
        Assert.Contains(id, listed);
        Assert.Equal("success", JsonElement.Parse(stopped).Text("result"));
        Assert.DoesNotContain(id, await scene.PrintAsync("admin:models"));
    }

    [Fact]
    public async Task Calls_about_pins_are_signed_for_the_path_without_the_stream()
    {
        var composite = await SchemaNode.NotesAsync("PinnedByLine", "name");
        _ = (await scene.Node.CreateAsync(composite.Models.Values.Single())).Ok;
        var id = composite.ModelIds.Single();

        var line = await scene.PrintAsync("admin:code", "--sign", $"pins/{id}", "--method", "DELETE");

        Assert.False(JsonElement.Parse(await RunAsync(line)).Flag("isPinned"));
        Assert.Equal(1, (await scene.RunAsync("admin:pins", id)).Exit);
    }

    [Fact]
    public async Task The_JWS_may_be_had_alone()
    {
        var jws = await scene.PrintAsync("admin:code", "--sign", "status", "--jws");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v0/admin/status");
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", jws);

        using var answer = await scene.Node.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("USAGE", "--method", "--method", "DELETE")]
    [InlineData("USAGE", "--body", "--body", "{}")]
    [InlineData("USAGE", "--jws", "--jws")]
    [InlineData("USAGE", "--sign", "--sign", "sta'tus")]
    [InlineData("USAGE", "--sign", "--sign", "/api/v0/admin/")]
    [InlineData("USAGE", "--sign", "--sign", "status?x=y")]
    [InlineData("USAGE", "--method GET and --body", "--sign", "status", "--method", "GET", "--body", "{}")]
    [InlineData("USAGE", "needs --body", "--sign", "modelData", "--method", "POST")]
    [InlineData("INVALID_JSON", "--body", "--sign", "modelData", "--body", "{")]
    [InlineData("INVALID_JSON", "--body", "--sign", "modelData", "--body", "[]")]
    [InlineData("USAGE", "PATCH", "--sign", "status", "--method", "PATCH")]
    public async Task What_makes_no_call_is_refused_and_the_flag_is_named(
        string code,
        string naming,
        params string[] flags
    )
    {
        var refused = await scene.RunAsync(["admin:code", .. flags]);

        Assert.Equal((2, ""), (refused.Exit, refused.Out));
        Assert.Contains(code, refused.Words);
        Assert.Contains(naming, refused.Words);
    }

    /// <summary>Has a shell part the line, and sends what a curl would send.</summary>
    async Task<string> RunAsync(string line)
    {
        var words = await WordsOfAsync(line);
        Assert.Equal(["-s", "-X"], words[..2]);
        using var request = new HttpRequestMessage(new HttpMethod(words[2]), words[3]);
        if (words[4..] is ["-H", var header])
            request.Headers.Add("Authorization", header["Authorization: ".Length..]);
        else if (words[4..] is ["-H", "Content-Type: application/json", "-d", var body])
            request.Content = new StringContent(body, new MediaTypeHeaderValue("application/json"));
        else
            Assert.Fail(line);
        using var answer = await scene.Node.Http.SendAsync(request);
        return await answer.Content.ReadAsStringAsync();
    }

    static async Task<string[]> WordsOfAsync(string line)
    {
        using var shell = Process.Start(
            new ProcessStartInfo("sh", ["-c", $$"""curl() { printf '%s\n' "$@"; }; {{line}}"""])
            {
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;
        var output = await shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, shell.ExitCode);
        return output.TrimEnd('\n').Split('\n');
    }
}
