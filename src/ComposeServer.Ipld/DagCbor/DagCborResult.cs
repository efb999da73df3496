using System.Diagnostics.CodeAnalysis;

namespace ComposeServer.Ipld.DagCbor;

/// <summary>A value, or why there is none.</summary>
public readonly record struct DagCborResult
{
    DagCborResult(IpldValue? value, DagCborError? error)
    {
        Value = value;
        Error = error;
    }

    /// <summary>The value, if the bytes were DAG-CBOR.</summary>
    public IpldValue? Value { get; }

    /// <summary>The failure otherwise.</summary>
    public DagCborError? Error { get; }

    /// <summary>True if there is a value.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsOk => Value is not null;

    /// <summary>True, with it, if there is a value of that kind.</summary>
    public bool TryGet<T>([NotNullWhen(true)] out T? value)
        where T : IpldValue
    {
        value = Value as T;
        return value is not null;
    }

    internal static DagCborResult Of(IpldValue value) => new(value, null);

    internal static DagCborResult Of(DagCborError error) => new(null, error);
}
