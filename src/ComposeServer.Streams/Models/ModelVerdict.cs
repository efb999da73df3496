namespace ComposeServer.Streams.Models;

/// <summary>Whether a definition may become a model.</summary>
public abstract record ModelVerdict
{
    ModelVerdict() { }

    /// <summary>It may.</summary>
    public sealed record Accepted(ModelDefinition Definition) : ModelVerdict;

    /// <summary>It breaks a rule.</summary>
    public sealed record Refused(ModelFault Fault) : ModelVerdict;

    /// <summary>It implements interfaces that are not here.</summary>
    public sealed record Missing(IReadOnlyList<StreamId> Interfaces) : ModelVerdict;
}
