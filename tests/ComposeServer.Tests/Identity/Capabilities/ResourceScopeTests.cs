using ComposeServer.Identity;
using ComposeServer.Identity.Capabilities;

namespace ComposeServer.Tests.Identity.Capabilities;

public class ResourceScopeTests
{
    const string Stream = Samples.StreamId;
    const string Model = Samples.ModelId;
    static readonly string Payload = Samples.Payload().ToString();

    public static TheoryData<string> Covering =>
        ["ceramic://*", $"ceramic://{Stream}", $"ceramic://{Stream}?payload={Payload}", $"ceramic://*?model={Model}"];

    public static TheoryData<string> NearMisses =>
        [
            "",
            "*",
            "ceramic:",
            "ceramic://",
            "ceramic:/*",
            "ceramic:///*",
            "ceramic://*/",
            "ceramic://**",
            "ceramic://* ",
            " ceramic://*",
            "ceramic://%2A",
            "CERAMIC://*",
            "Ceramic://*",
            "ceramic://*?",
            "ceramic://*#",
            "ceramic://*?model",
            "ceramic://*?model=",
            "ceramic://*?model=*",
            $"ceramic://*?model={Model} ",
            $"ceramic://*?model={Model}&x=1",
            $"ceramic://*?x=1&model={Model}",
            $"ceramic://*?Model={Model}",
            $"ceramic://*?model={Model.ToUpperInvariant()}",
            $"ceramic://*?model={Model[..^1]}",
            $"ceramic://*?model=ceramic://{Model}",
            $"ceramic://?model={Model}",
            $"ceramic://{Stream[..^1]}",
            $"ceramic://{Stream}x",
            $"ceramic://{Stream}/",
            $"ceramic://{Stream}?",
            $"ceramic://{Stream}?payload=",
            $"ceramic://{Stream}?payload=*",
            $"ceramic://{Stream}?payload={Payload}x",
            $"ceramic://{Stream}?payload={Samples.Payload("another")}",
            $"ceramic://{Stream}?commit={Payload}",
            $"ceramic://{Model}",
            $"/ceramic/{Stream}",
            Stream,
            $"*ceramic://{Stream}",
            $"https://example.org/?ceramic://{Stream}",
        ];

    [Theory]
    [MemberData(nameof(Covering))]
    public void A_resource_covers_by_equal_text(string resource) =>
        Assert.Null(Samples.Scope.Check(["https://example.org", resource], Samples.Payload()));

    [Theory]
    [MemberData(nameof(NearMisses))]
    public void A_resource_that_is_nearly_equal_covers_nothing(string resource)
    {
        var refusal = Samples.Scope.Check([resource], Samples.Payload());

        Assert.Equal(IdentityCode.CapabilityNotPermitted, refusal?.Code);
        Assert.Equal("Capability does not have appropriate permissions to update this Stream", refusal?.Message);
    }

    [Fact]
    public void Without_resources_nothing_is_covered()
    {
        Assert.Equal(IdentityCode.CapabilityNotPermitted, Samples.Scope.Check(null, Samples.Payload())?.Code);
        Assert.Equal(IdentityCode.CapabilityNotPermitted, Samples.Scope.Check([], Samples.Payload())?.Code);
    }

    [Fact]
    public void A_stream_without_model_is_not_covered_by_an_empty_model() =>
        Assert.NotNull(new ResourceScope(Stream, null).Check(["ceramic://*?model="], Samples.Payload()));

    [Fact]
    public void A_server_may_forbid_the_wildcard_and_only_it()
    {
        Assert.Equal(
            IdentityCode.WildcardForbidden,
            Samples.Scope.Check(["ceramic://*"], Samples.Payload(), forbidWildcard: true)?.Code
        );
        Assert.Null(
            Samples.Scope.Check(["ceramic://*", $"ceramic://{Stream}"], Samples.Payload(), forbidWildcard: true)
        );
    }
}
