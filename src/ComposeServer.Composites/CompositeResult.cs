using System.Diagnostics.CodeAnalysis;

namespace ComposeServer.Composites;

/// <summary>Either what was asked for or the reason why it is not to be had.</summary>
public sealed record CompositeResult<T>
    where T : class
{
    CompositeResult(T? value, CompositeError? error)
    {
        Value = value;
        Error = error;
    }

    /// <summary>What was asked for; null when <see cref="Error"/> is set.</summary>
    public T? Value { get; }

    /// <summary>The reason; null when <see cref="Value"/> is set.</summary>
    public CompositeError? Error { get; }

    /// <summary>True with a value.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsOk => Value is not null;

    /// <summary>The value.</summary>
    /// <exception cref="CompositeException">There is none.</exception>
    public T OrThrow() => Value ?? throw CompositeException.Of(Error!);

    internal static CompositeResult<T> Of(Func<T> work)
    {
        try
        {
            return new(work(), null);
        }
        catch (CompositeException refused)
        {
            return new(null, refused.Error);
        }
    }

    internal static async Task<CompositeResult<T>> OfAsync(Func<Task<T>> work)
    {
        try
        {
            return new(await work(), null);
        }
        catch (CompositeException refused)
        {
            return new(null, refused.Error);
        }
    }
}
