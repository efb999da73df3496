using ComposeServer.Identity;
using ComposeServer.Identity.Jose;
using ComposeServer.Tests.Identity;

namespace ComposeServer.Tests.Security;

/// <summary>A captured capability is of no use elsewhere: not to another key, not for another stream, not under another signature.</summary>
public class Sec01_ReplayedCapabilityTests
{
    public static TheoryData<string, string> Matrix
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var resource in Doors.Resources)
            foreach (var theft in (string[])["another key", "another stream", "another signature"])
            {
                // What covers everything covers another stream too.
                if (resource != "ceramic://*" || theft != "another stream")
                    cases.Add(resource, theft);
            }

            cases.Add("ceramic://*", "another account");
            return cases;
        }
    }

    [Fact]
    public void There_are_twelve_cases() => Assert.Equal(12, Matrix.Count);

    [Theory]
    [MemberData(nameof(Matrix))]
    public void A_captured_capability_is_refused_elsewhere(string resource, string theft)
    {
        using var session = Samples.Session(resources: resource);
        using var thief = Samples.Signer("EdDSA", "thief");
        var honest = session.Signer.SignEvent(Doors.Payload, session.Capability.Cid);
        Assert.Equal("valid", Doors.Judge(honest, session));

        var code = theft switch
        {
            "another key" => Doors.Judge(thief.SignEvent(Doors.Payload, session.Capability.Cid), session),
            "another stream" => Doors.Judge(
                session.Signer.SignEvent(Samples.Payload("other"), session.Capability.Cid),
                session,
                scope: new("kotherstream", "kothermodel")
            ),
            "another account" => Doors.Judge(honest, session, issuer: thief.Did),
            _ => Doors.Judge(Doors.Forge(session, thief), session),
        };

        Assert.Equal(
            theft switch
            {
                "another stream" => IdentityCode.CapabilityNotPermitted,
                "another signature" => IdentityCode.InvalidSignature,
                _ => IdentityCode.WrongSigner,
            },
            code
        );
    }
}
