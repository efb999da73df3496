using System.Text.Json;
using ComposeServer.Identity;
using ComposeServer.Identity.Admin;
using ComposeServer.Identity.Dids;
using ComposeServer.Identity.Jose;
using ComposeServer.Tests.Identity;

namespace ComposeServer.Tests.Security;

/// <summary>One-time codes that anybody may ask for: a flood of them costs the administrator nothing, and a captured request is of no use.</summary>
public sealed class Sec14_AdminCodeTests : IDisposable
{
    const string Path = "/api/v0/admin/modelData";

    readonly ManualClock _clock = new(Samples.Noon);
    readonly ISigner _admin = Samples.Signer("EdDSA", "admin");
    readonly AdminCodes _codes;

    public Sec14_AdminCodeTests() => _codes = new(_clock);

    public void Dispose()
    {
        _codes.Dispose();
        _admin.Dispose();
    }

    [Fact]
    public void A_code_is_good_once_for_one_path_and_a_minute()
    {
        var request = Read(_admin, _codes.Issue(), "{}");

        Assert.Equal(IdentityCode.AdminPathMismatch, Judge(request, "/api/v0/admin/pins"));
        Assert.Null(Judge(request));
        Assert.Equal(IdentityCode.AdminCodeInvalid, Judge(request));
        Assert.Equal(IdentityCode.AdminCodeInvalid, Judge(Read(_admin, Guid.NewGuid().ToString("D"), "{}")));
        var late = Read(_admin, _codes.Issue(), "{}");
        _clock.Advance(TimeSpan.FromMilliseconds(60_001));
        Assert.Equal(IdentityCode.AdminCodeExpired, Judge(late));
    }

    [Fact]
    public void The_body_that_counts_is_the_signed_one()
    {
        var code = _codes.Issue();
        var parts = Compact(_admin, code, """{"modelData":[]}""").Split('.');
        var other = Compact(_admin, code, """{"modelData":[{"streamID":"k"}]}""").Split('.');

        Assert.False(AdminRequest.TryRead($"{parts[0]}.{other[1]}.{parts[2]}", out _, out var refusal));
        Assert.Equal(IdentityCode.InvalidSignature, refusal.Code);
    }

    [Fact]
    public void A_hundred_thousand_codes_for_strangers_leave_the_administrators_code_good()
    {
        var mine = _codes.Issue();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var flood = 0; flood < 100_000; flood++)
            _ = _codes.Issue();
        var perCode = (GC.GetAllocatedBytesForCurrentThread() - before) / 100_000;

        Assert.Null(Judge(Read(_admin, mine, "{}")));
        Assert.InRange(perCode, 0, 200);
    }

    [Fact]
    public void A_strangers_tries_use_up_no_code_and_no_room()
    {
        using var stranger = Samples.Signer("EdDSA", "stranger");
        var code = _codes.Issue();
        for (var tries = 0; tries < 1_000; tries++)
            Assert.Equal(IdentityCode.NotAdmin, Judge(Read(stranger, code, "{}")));

        Assert.Null(Judge(Read(_admin, code, "{}")));
    }

    string? Judge(AdminRequest request, string path = Path) =>
        request.Authorise(path, new HashSet<Did> { _admin.Did }, _codes)?.Code;

    static AdminRequest Read(ISigner signer, string code, string body)
    {
        Assert.True(
            AdminRequest.TryRead(Compact(signer, code, body), out var request, out var refusal),
            refusal.Message
        );
        return request;
    }

    static string Compact(ISigner signer, string code, string body) =>
        Jws.Sign(signer, JsonElement.Parse($$"""{"code":"{{code}}","requestBody":{{body}},"requestPath":"{{Path}}"}"""))
            .ToCompact();
}
