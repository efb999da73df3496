using ComposeServer.Identity;
using ComposeServer.Identity.Capabilities;
using ComposeServer.Identity.Dids;

namespace ComposeServer.Tests.Identity.Capabilities;

public class CapabilityTimeTests
{
    static readonly DateTimeOffset Issued = Samples.Noon;
    static readonly DateTimeOffset Expires = Samples.Noon.AddDays(7);
    static readonly CapabilityTimes Times = new(Issued, null, Expires);

    /// <summary>Milliseconds after the expiry, and whether the strict and the lenient rule pass.</summary>
    [Theory]
    [InlineData(-1_000, true, true)]
    [InlineData(0, true, true)]
    [InlineData(1_000, true, true)]
    [InlineData(300_000, true, true)]
    [InlineData(300_001, false, true)]
    [InlineData(86_399_000, false, true)]
    [InlineData(86_401_000, false, true)]
    [InlineData(86_400_000 + 300_000, false, true)]
    [InlineData(86_400_000 + 300_001, false, false)]
    [InlineData(1_000_000_000_000, false, false)]
    public void Expiry_is_strict_for_new_writes_and_lenient_for_history(long afterMs, bool strict, bool lenient)
    {
        var at = Expires.AddMilliseconds(afterMs);

        Assert.Equal(strict, CapabilityTimeRule.NewWrites.Check(Times, at) is null);
        Assert.Equal(lenient, CapabilityTimeRule.Replay.Check(Times, at) is null);
    }

    [Theory]
    [InlineData(-300_000, true)]
    [InlineData(-300_001, false)]
    [InlineData(-86_400_000, false)]
    public void Before_its_issue_a_capability_holds_only_within_the_clock_skew(long afterMs, bool passes)
    {
        var at = Issued.AddMilliseconds(afterMs);

        Assert.Equal(passes, CapabilityTimeRule.NewWrites.Check(Times, at) is null);
        Assert.Equal(passes, CapabilityTimeRule.Replay.Check(Times, at) is null);
    }

    [Fact]
    public void Before_its_not_before_a_capability_does_not_hold_though_issued()
    {
        var times = Times with { NotBefore = Issued.AddHours(1) };

        Assert.Equal(
            IdentityCode.CapabilityNotYetValid,
            CapabilityTimeRule.NewWrites.Check(times, Issued.AddMinutes(54))?.Code
        );
        Assert.Null(CapabilityTimeRule.NewWrites.Check(times, Issued.AddMinutes(55)));
    }

    [Fact]
    public void The_texts_are_the_references()
    {
        Assert.Equal("CACAO has expired", CapabilityTimeRule.NewWrites.Check(Times, Expires.AddDays(1))?.Message);
        Assert.Equal("CACAO is not valid yet", CapabilityTimeRule.NewWrites.Check(Times, Issued.AddDays(-1))?.Message);
    }

    [Fact]
    public void Without_expiry_a_capability_holds_for_ever() =>
        Assert.Null(CapabilityTimeRule.NewWrites.Check(Times with { ExpiresAt = null }, Issued.AddYears(1_000)));

    [Fact]
    public void The_last_moment_of_the_calendar_is_an_expiry_like_any_other() =>
        Assert.Null(
            CapabilityTimeRule.Replay.Check(Times with { ExpiresAt = DateTimeOffset.MaxValue }, DateTimeOffset.MaxValue)
        );

    [Theory]
    [InlineData("2026-01-01T12:00:00Z", 0)]
    [InlineData("2026-01-01T12:00:00.000Z", 0)]
    [InlineData("2026-01-01T12:00:00.5Z", 500)]
    [InlineData("2026-01-01T12:00:00.1239999Z", 123)]
    [InlineData("2026-01-01T12:00:00.123999999Z", 123)]
    [InlineData("2026-01-01T14:00:00+02:00", 0)]
    [InlineData("2026-01-01T06:30:00.001-05:30", 1)]
    public void A_time_of_rfc_3339_reads_to_the_millisecond(string text, int ms)
    {
        Assert.True(CapabilityTimes.TryRead(PayloadIssued(text), out var times));

        Assert.Equal(Samples.Noon.AddMilliseconds(ms), times.IssuedAt);
    }

    [Theory]
    [InlineData("")]
    [InlineData("now")]
    [InlineData("2026-01-01")]
    [InlineData("2026-01-01T12:00:00")]
    [InlineData("2026-01-01 12:00:00Z")]
    [InlineData("2026-01-01T12:00Z")]
    [InlineData("2026-13-01T12:00:00Z")]
    [InlineData("2026-01-32T12:00:00Z")]
    [InlineData("2026-01-01T25:00:00Z")]
    [InlineData("2026-01-01T12:00:00.Z")]
    [InlineData("2026-01-01T12:00:00.1234567890Z")]
    [InlineData("2026-01-01T12:00:00z")]
    [InlineData("2026-01-01T12:00:00ZZ")]
    [InlineData("2026-01-01T12:00:00Z ")]
    [InlineData("+2026-01-01T12:00:00Z")]
    [InlineData("1767268800000")]
    [InlineData("Thu, 01 Jan 2026 12:00:00 GMT")]
    [InlineData("9999-12-31T23:59:59-23:59")]
    public void What_is_no_time_of_rfc_3339_is_refused(string text) =>
        Assert.False(CapabilityTimes.TryRead(PayloadIssued(text), out _));

    [Fact]
    public void A_time_is_printed_as_javascript_does() =>
        Assert.Equal(
            "2026-01-01T12:00:00.007Z",
            CapabilityTimes.Format(new DateTimeOffset(2026, 1, 1, 14, 0, 0, 7, TimeSpan.FromHours(2)))
        );

    static CacaoPayload PayloadIssued(string at) =>
        new("example.org", Did.Parse("did:key:z"), "did:key:z", "1", "n", at);
}
