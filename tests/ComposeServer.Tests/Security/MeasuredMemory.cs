namespace ComposeServer.Tests.Security;

/// <summary>Tests that measure the memory of the process, which therefore nobody else may use meanwhile.</summary>
[CollectionDefinition(nameof(MeasuredMemory), DisableParallelization = true)]
public sealed class MeasuredMemory;
