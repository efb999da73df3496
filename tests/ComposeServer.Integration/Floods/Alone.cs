namespace ComposeServer.Integration.Floods;

/// <summary>Tests that measure how quickly others are answered, while therefore no other test runs.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
