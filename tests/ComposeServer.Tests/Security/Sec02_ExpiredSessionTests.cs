using ComposeServer.Identity;
using ComposeServer.Identity.Capabilities;
using ComposeServer.Tests.Identity;

namespace ComposeServer.Tests.Security;

/// <summary>The reference takes a write until a day after its session expired. We do so for history only; a new write has the clock skew and no more.</summary>
public class Sec02_ExpiredSessionTests
{
    const long Second = 1_000;
    const long Minute = 60 * Second;
    const long Day = 24 * 60 * Minute;

    [Theory]
    [InlineData(-Second, true, true)]
    [InlineData(Second, true, true)]
    [InlineData(5 * Minute, true, true)]
    [InlineData((5 * Minute) + 1, false, true)]
    [InlineData(Day - 1, false, true)]
    [InlineData(Day + 1, false, true)]
    [InlineData(Day + (5 * Minute), false, true)]
    [InlineData(Day + (5 * Minute) + 1, false, false)]
    public void A_session_counts_for_so_long_after_its_expiry(long afterMs, bool asNewWrite, bool asHistory)
    {
        using var session = Samples.Session();
        var at = session.Capability.Times.ExpiresAt!.Value.AddMilliseconds(afterMs);

        Assert.Equal(asNewWrite ? "valid" : IdentityCode.CapabilityExpired, Judge(CapabilityTimeRule.NewWrites));
        Assert.Equal(asHistory ? "valid" : IdentityCode.CapabilityExpired, Judge(CapabilityTimeRule.Replay));

        string Judge(CapabilityTimeRule rule) => Doors.Judge(Doors.Sign(session), session, at: at, rule: rule);
    }
}
