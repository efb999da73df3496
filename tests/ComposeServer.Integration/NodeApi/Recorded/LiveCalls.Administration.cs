using System.Net.Http.Headers;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.NodeApi.Recorded;

/// <content>What administrators sign.</content>
static partial class LiveCalls
{
    const string NotAdmin = "Unauthorized access: DID * does not have admin access permis";

    static Dictionary<string, Func<RecordedScene, Task<HttpResponseMessage>>> Administration =>
        new()
        {
            ["index by NON admin"] = s => s.AdminPostAsync("admin/modelData", PostModel(s), s.User),
            [$"POST /api/v0/admin/modelData -> 401 {NotAdmin}"] = s =>
                s.AdminPostAsync("admin/modelData", PostModel(s), s.User),
            ["list indexed"] = s => s.AdminAsync("GET", "admin/modelData"),
            ["reuse code"] = ReuseCodeAsync,
            ["wrong path"] = s => s.AdminAsync("GET", "admin/modelData", signedPath: "admin/models"),
            ["GET /api/v0/admin/status -> 401 The jws block contains a request path (/api/v*/admin/pins) t"] = s =>
                s.AdminAsync("GET", "admin/status", signedPath: "admin/pins"),
            ["bad scheme"] = s => s.SendAsync("GET", "/api/v0/admin/status", null, Authorized("Bearer x")),
            ["post no jws"] = s => s.PostAsync("admin/modelData", new { }),
            ["post empty data"] = s => s.AdminPostAsync("admin/modelData", new { modelData = Array.Empty<object>() }),
            ["models deprecated"] = s => s.AdminAsync("GET", "admin/models"),
            ["GET /api/v0/admin/models -> 200"] = s => s.AdminAsync("GET", "admin/models"),
            ["status"] = s => s.AdminAsync("GET", "admin/status"),
            ["GET /api/v0/admin/status -> 200"] = s => s.AdminAsync("GET", "admin/status"),
            ["POST /api/v0/admin/modelData -> 200"] = s => s.AdminPostAsync("admin/modelData", PostModel(s)),
            ["POST /api/v0/admin/modelData -> 500 Cannot re-index model *, data may not be up-to-date"] =
                IndexAgainAsync,
            ["pins"] = s => s.AdminAsync("GET", "admin/pins/" + s.Posts[0], signedPath: "admin/pins"),
            ["pins all"] = s => s.AdminAsync("GET", "admin/pins"),
            ["GET /api/v0/admin/pins -> 200"] = s => s.AdminAsync("GET", "admin/pins"),
            ["pins NON admin unpin"] = s =>
                s.AdminAsync("DELETE", "admin/pins/" + s.Posts[0], s.User, signedPath: "admin/pins"),
            ["POST /api/v0/admin/pins/:id -> 200"] = s =>
                s.AdminAsync("POST", "admin/pins/" + s.Posts[0], signedPath: "admin/pins"),
            [$"POST /api/v0/admin/pins/:id -> 401 {NotAdmin}"] = s =>
                s.AdminAsync("POST", "admin/pins/" + s.Posts[0], s.User, signedPath: "admin/pins"),
        };

    static Dictionary<string, string> Authorized(string value) => new() { ["authorization"] = value };

    static object PostModel(RecordedScene s) =>
        new { modelData = new[] { new { streamID = s.Model("Post").ToString() } } };

    static async Task<HttpResponseMessage> ReuseCodeAsync(RecordedScene s)
    {
        var code = (await s.Node.Api.GetAsync("admin/getCode")).Ok.Text("code");
        var jws = await s.SignAsync(s.Admin, "admin/modelData", code: code);
        (await CallAsync()).Dispose();
        return await CallAsync();

        async Task<HttpResponseMessage> CallAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v0/admin/modelData");
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", jws);
            return await s.Node.Http.SendAsync(request);
        }
    }

    static async Task<HttpResponseMessage> IndexAgainAsync(RecordedScene s)
    {
        var like = new { modelData = new[] { new { streamID = s.Model("Like").ToString() } } };
        _ = (await s.Node.Api.AdminAsync(HttpMethod.Delete, "admin/modelData", like)).Ok;
        return await s.AdminPostAsync("admin/modelData", like);
    }
}
