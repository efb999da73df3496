using ComposeServer.Server.Host;

namespace ComposeServer.Tests.Server.Host;

/// <summary>Who anchors what is written, as an operator says it or does not.</summary>
public class AnchoringSettingTests
{
    static readonly Setting Setting = Settings.All.Single(setting => setting.Key == "anchoring");

    [Theory]
    [InlineData(false, "inmemory", null, false)]
    [InlineData(true, "inmemory", null, true)]
    [InlineData(true, "local", null, false)]
    [InlineData(true, "inmemory", "off", false)]
    [InlineData(false, "inmemory", "inmemory", true)]
    [InlineData(false, "mainnet", "off", false)]
    public void A_development_server_anchors_by_itself_and_any_other_when_it_is_told_to(
        bool dev,
        string network,
        string? anchoring,
        bool anchors
    )
    {
        var options = new ServerOptions
        {
            Dev = dev,
            Network = network,
            Anchoring = anchoring,
        };

        Assert.Equal(anchors, InMemoryAnchoring.IsWanted(options));
    }

    [Theory]
    [InlineData("local")]
    [InlineData("dev-unstable")]
    [InlineData("testnet-clay")]
    [InlineData("mainnet")]
    public async Task On_another_network_the_server_does_not_start_and_says_why(string network)
    {
        var options = new ServerOptions
        {
            Port = 0,
            Database = "Host=nowhere",
            Network = network,
            Anchoring = "inmemory",
        };

        var fault = await Assert.ThrowsAnyAsync<Exception>(() =>
            ComposeHost.StartAsync(options, TimeProvider.System, default)
        );

        var failure = StartFailure.Of(fault, options);
        Assert.NotNull(failure);
        Assert.Equal("SETTING_INVALID", failure.Code);
        Assert.Equal(
            $"anchoring: inmemory is for the network inmemory, this is {network}: set --anchoring off, or another --network",
            failure.Message
        );
    }

    [Theory]
    [InlineData("off", true)]
    [InlineData("inmemory", true)]
    [InlineData("ethereum", false)]
    public void The_setting_takes_two_words(string word, bool isTaken)
    {
        Assert.Equal(isTaken, Setting.Check([word]) is null);
        Assert.Equal("--anchoring", Setting.Flag);
        Assert.Equal("inmemory", Setting.Apply(new(), ["InMemory"]).Anchoring);
    }
}
