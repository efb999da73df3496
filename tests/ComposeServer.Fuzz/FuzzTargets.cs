using ComposeServer.Fuzz.Targets;

namespace ComposeServer.Fuzz;

/// <summary>Every door there is.</summary>
public static class FuzzTargets
{
    /// <summary>In the order of a run.</summary>
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new DagCborTarget(),
        new DagJsonTarget(),
        new CarTarget(),
        new CidBytesTarget(),
        new CidTextTarget(),
        new StreamIdBytesTarget(),
        new StreamIdTextTarget(),
        new EventIdTarget(),
        new EventCarTarget(),
        new JwsBlockTarget(),
        new JwsJsonTarget(),
        new JwsCompactTarget(),
        new JwsHeaderTarget(),
        new JweBlockTarget(),
        new JweJsonTarget(),
        new CacaoTarget(),
        new DidSessionTarget(),
        new DidTarget(),
        new JsonPatchTarget(),
        new JsonSchemaTarget(),
        new Draft07Target(),
        new PatternTarget(),
        new HttpEventTarget(),
        new ModelTarget(),
        new TileTarget(),
        new GraphQLTarget(),
        new GraphQLRequestTarget(),
        new SdlTarget(),
    ];

    /// <summary>The target of a name.</summary>
    public static FuzzTarget? Find(string name) => All.FirstOrDefault(target => target.Name == name);
}
