using ComposeServer.Identity;
using ComposeServer.Identity.Admin;

namespace ComposeServer.Tests.Identity.Admin;

public class AdminCodesTests
{
    readonly ManualClock clock = new(Samples.Noon);

    [Fact]
    public void A_code_is_a_uuid_and_good_once()
    {
        var codes = new AdminCodes(clock);
        var code = codes.Issue();

        Assert.True(Guid.TryParseExact(code, "D", out _));
        Assert.Null(codes.Check(code));
        Assert.Null(codes.Redeem(code));
        Assert.Equal(IdentityCode.AdminCodeInvalid, codes.Redeem(code)?.Code);
        Assert.Equal("Unauthorized access: invalid/already used admin code", codes.Check(code)?.Message);
    }

    [Fact]
    public void Spelled_in_capitals_it_is_the_same_code()
    {
        var codes = new AdminCodes(clock);
        var code = codes.Issue();

        Assert.Null(codes.Redeem(code));

        Assert.Equal(IdentityCode.AdminCodeInvalid, codes.Redeem(code.ToUpperInvariant())?.Code);
    }

    [Theory]
    [InlineData(59_999, true)]
    [InlineData(60_000, true)]
    [InlineData(60_001, false)]
    [InlineData(60_000_000, false)]
    public void A_code_is_good_for_a_minute(int ms, bool isGood)
    {
        var codes = new AdminCodes(clock);
        var code = codes.Issue();

        clock.Advance(TimeSpan.FromMilliseconds(ms));

        var refusal = codes.Redeem(code);
        Assert.Equal(isGood ? null : IdentityCode.AdminCodeExpired, refusal?.Code);
        if (!isGood)
        {
            Assert.Equal(
                "Unauthorized access: expired admin code - admin codes are only valid for 60 seconds",
                refusal?.Message
            );
        }
    }

    [Fact]
    public void Setting_the_wall_clock_revives_no_code_and_kills_none()
    {
        var codes = new AdminCodes(clock);
        var used = codes.Issue();
        var fresh = codes.Issue();
        Assert.Null(codes.Redeem(used));

        clock.SetWallClock(Samples.Noon.AddDays(-1));

        Assert.Equal(IdentityCode.AdminCodeInvalid, codes.Redeem(used)?.Code);
        Assert.Null(codes.Redeem(fresh));
    }

    [Fact]
    public void A_used_code_stays_used_for_as_long_as_it_could_be_good()
    {
        var codes = new AdminCodes(clock);
        var used = codes.Issue();
        Assert.Null(codes.Redeem(used));

        clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Null(codes.Redeem(codes.Issue()));

        Assert.Equal(IdentityCode.AdminCodeInvalid, codes.Redeem(used)?.Code);
    }

    [Fact]
    public void A_flood_of_strangers_evicts_no_administrators_code()
    {
        var codes = new AdminCodes(clock);
        var code = codes.Issue();

        var before = GC.GetAllocatedBytesForCurrentThread();
        var given = Enumerable.Range(0, 100_000).Select(_ => codes.Issue()).ToHashSet(StringComparer.Ordinal);
        var after = GC.GetAllocatedBytesForCurrentThread();

        Assert.InRange(after - before, 1, 100_000 * 200);
        Assert.DoesNotContain(code, given);
        Assert.Null(codes.Redeem(code));
    }

    [Fact]
    public void Codes_given_out_in_one_millisecond_differ()
    {
        var codes = new AdminCodes(clock);

        Assert.Equal(
            4_096,
            Enumerable.Range(0, 4_096).Select(_ => codes.Issue()).Distinct(StringComparer.Ordinal).Count()
        );
    }

    [Fact]
    public void A_code_that_was_changed_or_comes_from_another_server_is_invalid()
    {
        var codes = new AdminCodes(clock);
        var code = codes.Issue();
        for (var at = 0; at < code.Length; at++)
        {
            var other = code[at] == '0' ? '1' : '0';
            if (code[at] == '-')
                continue;
            Assert.Equal(
                IdentityCode.AdminCodeInvalid,
                codes.Check(string.Concat(code.AsSpan(0, at), [other], code.AsSpan(at + 1)))?.Code
            );
        }

        Assert.Equal(IdentityCode.AdminCodeInvalid, new AdminCodes(clock).Check(code)?.Code);
        foreach (
            var none in (string[])
                ["", "x", Guid.Empty.ToString(), $"{{{code}}}", code.Replace("-", "", StringComparison.Ordinal)]
        )
        {
            Assert.Equal(IdentityCode.AdminCodeInvalid, codes.Check(none)?.Code);
        }
    }

    [Fact]
    public async Task Of_many_callers_with_one_code_one_gets_through()
    {
        var codes = new AdminCodes(clock);
        var code = codes.Issue();
        var passed = 0;

        await Parallel.ForAsync(
            0,
            200,
            (_, _) =>
            {
                if (codes.Redeem(code) is null)
                    Interlocked.Increment(ref passed);
                return ValueTask.CompletedTask;
            }
        );

        Assert.Equal(1, passed);
    }

    [Fact]
    public void As_many_codes_are_redeemed_in_a_minute_as_are_remembered_and_more_after_it()
    {
        var codes = new AdminCodes(clock);
        for (var at = 0; at < AdminCodes.RedeemedMax; at++)
        {
            Assert.Null(codes.Redeem(codes.Issue()));
        }

        Assert.Equal(IdentityCode.AdminCodesExhausted, codes.Redeem(codes.Issue())?.Code);
        clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Null(codes.Redeem(codes.Issue()));
    }
}
