using ComposeServer.Log.Intake.Commit;

namespace ComposeServer.Server.Host;

/// <summary>Where tests of this server put a fault in; nothing outside reaches them.</summary>
public sealed partial record ServerOptions
{
    /// <summary>What stands between the intake and the store of groups. Null: nothing does.</summary>
    internal Func<ICommitStore, ICommitStore>? CommitsThrough { get; init; }
}
