using System.Diagnostics.CodeAnalysis;

namespace ComposeServer.Ipld.DagJson;

/// <summary>A value, or why there is none.</summary>
public readonly record struct DagJsonResult
{
    DagJsonResult(IpldValue? value, DagJsonError? error)
    {
        Value = value;
        Error = error;
    }

    /// <summary>The value, if the text was DAG-JSON.</summary>
    public IpldValue? Value { get; }

    /// <summary>The failure otherwise.</summary>
    public DagJsonError? Error { get; }

    /// <summary>True if there is a value.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsOk => Value is not null;

    internal static DagJsonResult Of(IpldValue value) => new(value, null);

    internal static DagJsonResult Of(DagJsonError error) => new(null, error);
}
