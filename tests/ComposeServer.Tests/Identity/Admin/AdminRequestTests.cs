using System.Text.Json;
using ComposeServer.Identity;
using ComposeServer.Identity.Admin;
using ComposeServer.Identity.Dids;
using ComposeServer.Identity.Jose;

namespace ComposeServer.Tests.Identity.Admin;

public sealed class AdminRequestTests : IDisposable
{
    const string ModelData = "/api/v0/admin/modelData";

    readonly AdminCodes codes = new(new ManualClock(Samples.Noon));
    readonly ISigner admin = Samples.Signer("EdDSA", "admin");

    HashSet<Did> Admins => [admin.Did];

    public void Dispose() => admin.Dispose();

    [Fact]
    public void An_administrator_with_a_fresh_code_passes_once()
    {
        var request = Read(admin, codes.Issue(), ModelData, """{"modelData":[{"streamID":"k"}]}""");

        Assert.Equal("k", request.RequestBody!.Value.GetProperty("modelData")[0].GetProperty("streamID").GetString());
        Assert.Null(request.Authorise(ModelData, Admins, codes));
        Assert.Equal(IdentityCode.AdminCodeInvalid, request.Authorise(ModelData, Admins, codes)?.Code);
    }

    [Fact]
    public void A_request_for_one_path_does_not_pass_on_another()
    {
        var request = Read(admin, codes.Issue(), ModelData);

        var refusal = request.Authorise("/api/v0/admin/pins", Admins, codes);

        Assert.Equal(IdentityCode.AdminPathMismatch, refusal?.Code);
        Assert.Equal(
            "The jws block contains a request path (/api/v0/admin/modelData) that doesn't match the request (/api/v0/admin/pins)",
            refusal?.Message
        );
        Assert.Null(request.Authorise(ModelData, Admins, codes));
    }

    [Fact]
    public void A_stranger_is_refused_and_uses_up_no_code()
    {
        using var stranger = Samples.Signer("EdDSA", "stranger");
        var code = codes.Issue();

        var refusal = Read(stranger, code, ModelData).Authorise(ModelData, Admins, codes);

        Assert.Equal(IdentityCode.NotAdmin, refusal?.Code);
        Assert.Equal(
            $"Unauthorized access: DID '{stranger.Kid}' does not have admin access permission to this node",
            refusal?.Message
        );
        Assert.Null(Read(admin, code, ModelData).Authorise(ModelData, Admins, codes));
    }

    [Fact]
    public void A_did_that_an_administrators_did_begins_with_is_no_administrator()
    {
        using var stranger = Samples.Signer("EdDSA", "stranger");
        HashSet<Did> others = [Did.Parse(stranger.Did.Text[..^1]), Did.Parse(stranger.Did.Text + "x")];

        Assert.Equal(
            IdentityCode.NotAdmin,
            Read(stranger, codes.Issue(), ModelData).Authorise(ModelData, others, codes)?.Code
        );
    }

    [Fact]
    public void The_order_of_refusals_is_path_code_administrator()
    {
        using var stranger = Samples.Signer("EdDSA", "stranger");
        var request = Read(stranger, "no code", "/elsewhere");

        Assert.Equal(IdentityCode.AdminPathMismatch, request.Authorise(ModelData, Admins, codes)?.Code);
        Assert.Equal(IdentityCode.AdminCodeInvalid, request.Authorise("/elsewhere", Admins, codes)?.Code);
    }

    [Fact]
    public void A_body_that_was_changed_after_signing_is_refused()
    {
        var text = Sign(admin, codes.Issue(), ModelData, """{"models":["a"]}""");
        var other = Sign(admin, codes.Issue(), ModelData, """{"models":["b"]}""");
        var mixed = string.Join('.', text.Split('.')[0], other.Split('.')[1], text.Split('.')[2]);

        Assert.False(AdminRequest.TryRead(mixed, out _, out var refusal));

        Assert.Equal(IdentityCode.InvalidSignature, refusal.Code);
    }

    [Theory]
    [InlineData(null, IdentityCode.MissingAuthorization, "Missing authorization header")]
    [InlineData("", IdentityCode.MissingAuthorization, "Missing authorization header")]
    [InlineData(
        "Bearer x",
        IdentityCode.InvalidAuthorization,
        "Invalid authorization header format. It needs to be 'Authorization: Basic <JWS BLOCK>'"
    )]
    [InlineData(
        "Basic ",
        IdentityCode.InvalidAuthorization,
        "Invalid authorization header format. It needs to be 'Authorization: Basic <JWS BLOCK>'"
    )]
    [InlineData(
        "Basic a b",
        IdentityCode.InvalidAuthorization,
        "Invalid authorization header format. It needs to be 'Authorization: Basic <JWS BLOCK>'"
    )]
    public void A_header_without_a_jws_is_refused_in_the_references_words(string? header, string code, string message)
    {
        Assert.False(AdminRequest.TryTakeJws(header, out _, out var refusal));

        Assert.Equal(new IdentityRefusal(code, message), refusal);
    }

    [Fact]
    public void The_jws_is_what_follows_the_scheme()
    {
        Assert.True(AdminRequest.TryTakeJws("Basic a.b.c", out var jws, out _));

        Assert.Equal("a.b.c", jws);
    }

    [Fact]
    public void A_missing_jws_is_told_in_the_references_words()
    {
        Assert.False(AdminRequest.TryRead(null, out _, out var refusal));

        Assert.Equal(new IdentityRefusal(IdentityCode.MissingAdminJws, "Missing authorization jws"), refusal);
    }

    [Theory]
    [InlineData("""["code"]""")]
    [InlineData("""{"requestPath":"/p"}""")]
    [InlineData("""{"code":"c"}""")]
    [InlineData("""{"code":7,"requestPath":"/p"}""")]
    [InlineData("7")]
    public void A_payload_of_another_shape_is_refused(string json)
    {
        using var payload = JsonDocument.Parse(json);

        Assert.False(AdminRequest.TryRead(Jws.Sign(admin, payload.RootElement).ToCompact(), out _, out var refusal));

        Assert.Equal(IdentityCode.InvalidJws, refusal.Code);
    }

    static AdminRequest Read(ISigner signer, string code, string path, string? body = null)
    {
        Assert.True(
            AdminRequest.TryRead(Sign(signer, code, path, body), out var request, out var refusal),
            refusal.ToString()
        );
        return request;
    }

    static string Sign(ISigner signer, string code, string path, string? body = null)
    {
        var json = body is null
            ? $$"""{"code":"{{code}}","requestPath":"{{path}}"}"""
            : $$"""{"code":"{{code}}","requestPath":"{{path}}","requestBody":{{body}}}""";
        using var payload = JsonDocument.Parse(json);
        return Jws.Sign(signer, payload.RootElement).ToCompact();
    }
}
