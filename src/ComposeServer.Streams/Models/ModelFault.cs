namespace ComposeServer.Streams.Models;

/// <summary>Why a model is not taken, from the outside in.</summary>
/// <param name="Message">What the JS node answers: the outermost of the chain.</param>
/// <param name="Causes">What led to it, naming fields and interfaces; empty when the message says all.</param>
public sealed record ModelFault(string Message, IReadOnlyList<ModelFault> Causes)
{
    internal ModelFault(string message)
        : this(message, []) { }

    internal ModelFault(string message, ModelFault cause)
        : this(message, [cause]) { }

    /// <summary>The innermost faults, joined: what a person has to change.</summary>
    public string Explained =>
        Causes.Count == 0 ? Message : $"{Message}: {string.Join("; ", Causes.Select(cause => cause.Explained))}";
}
