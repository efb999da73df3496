using ComposeServer.Identity;
using ComposeServer.Tests.Identity;
using ComposeServer.Tests.Identity.Capabilities;

namespace ComposeServer.Tests.Security;

/// <summary>Resources are compared as text: whatever nearly covers does not.</summary>
public class Sec05_ResourceConfusionTests
{
    [Fact]
    public void At_least_thirty_near_misses_are_refused_in_capabilities_that_are_signed_well()
    {
        var misses = ResourceScopeTests.NearMisses.Select(row => row.Data).ToArray();
        Assert.InRange(misses.Length, 30, int.MaxValue);

        foreach (var miss in misses)
        {
            using var session = Samples.Session(resources: miss);
            Assert.Equal(IdentityCode.CapabilityNotPermitted, Doors.Judge(Doors.Sign(session), session));
        }
    }

    [Fact]
    public void The_four_forms_are_accepted()
    {
        foreach (var resource in Doors.Resources)
        {
            using var session = Samples.Session(resources: resource);
            Assert.Equal("valid", Doors.Judge(Doors.Sign(session), session));
        }
    }
}
