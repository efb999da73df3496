using ComposeServer.Composites.Runtime;
using ComposeServer.GraphQL.Execution;

namespace ComposeServer.Query.Plan;

/// <summary>What a generated field gives, for a planner that looks at a whole selection before anything is read.</summary>
abstract record FieldRole
{
    FieldRole() { }

    /// <summary>A connection's <c>edges</c>.</summary>
    public sealed record Edges : FieldRole;

    /// <summary>An edge's <c>node</c>.</summary>
    public sealed record Node : FieldRole;

    /// <summary>An edge's <c>cursor</c>.</summary>
    public sealed record EdgeCursor : FieldRole;

    /// <summary>A connection's <c>pageInfo</c>.</summary>
    public sealed record PageInfo : FieldRole;

    /// <summary>A member of <c>pageInfo</c>.</summary>
    public sealed record PageFact(PageFactKind Kind) : FieldRole;

    /// <summary>A document's StreamID.</summary>
    public sealed record DocumentId : FieldRole;

    /// <summary>A document's CommitID.</summary>
    public sealed record DocumentVersion : FieldRole;

    /// <summary>Who controls a document.</summary>
    public sealed record DocumentAccount : FieldRole;

    /// <summary>A value in a document.</summary>
    public sealed record Content(string Field, RuntimeField.Content Type) : FieldRole;

    /// <summary>A view onto other documents.</summary>
    public sealed record Relation(RuntimeField.Relation View) : FieldRole;

    /// <summary>An account's DID.</summary>
    public sealed record AccountId : FieldRole;

    /// <summary>Whether an account is the one that asks.</summary>
    public sealed record IsViewer : FieldRole;

    /// <summary>Documents of an account.</summary>
    public sealed record AccountData(AccountDataEntry Entry) : FieldRole;

    /// <summary>Their number.</summary>
    public sealed record AccountCount(AccountDataEntry Entry) : FieldRole;

    /// <summary>The role of a field; null when a planner knows nothing of it, such as one that a host added.</summary>
    public static FieldRole? Of(FieldResolver? resolver) => (resolver as IPlannedResolver)?.Role;
}

/// <summary>Members of <c>pageInfo</c>.</summary>
enum PageFactKind
{
    /// <summary>Whether more follow.</summary>
    HasNext,

    /// <summary>Whether some precede.</summary>
    HasPrevious,

    /// <summary>Where the page begins.</summary>
    StartCursor,

    /// <summary>Where it ends.</summary>
    EndCursor,
}

/// <summary>A resolver whose field a planner can answer without asking it.</summary>
interface IPlannedResolver
{
    FieldRole Role { get; }
}

/// <summary>Reads a value from the parent at hand, unless a plan has answered it.</summary>
sealed class PlannedProperty<TParent>(FieldRole role, Func<TParent, FieldContext, object?> resolve)
    : PropertyResolver,
        IPlannedResolver
    where TParent : notnull
{
    public PlannedProperty(FieldRole role, Func<TParent, object?> resolve)
        : this(role, (parent, _) => resolve(parent)) { }

    public FieldRole Role => role;

    public override object? Resolve(object parent, FieldContext context) => resolve((TParent)parent, context);
}

/// <summary>Reads the values of a level, unless a plan has answered them.</summary>
sealed class PlannedBatch(FieldRole role, Func<FieldBatch, CancellationToken, ValueTask> resolve)
    : BatchResolver,
        IPlannedResolver
{
    public FieldRole Role => role;

    public override ValueTask ResolveAsync(FieldBatch batch, CancellationToken cancel) => resolve(batch, cancel);
}
