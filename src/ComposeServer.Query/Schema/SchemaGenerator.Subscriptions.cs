using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Types;
using ComposeServer.Query.Subscriptions;

namespace ComposeServer.Query.Schema;

/// <summary>Our addition to the schema, which the JS runtime does not have: subscriptions.</summary>
sealed partial class SchemaGenerator
{
    const string ChangeKindName = "ChangeKind";

    /// <summary>The root type; null when a name that it needs is taken by the composite, whose own types go first.</summary>
    ObjectType? Subscription()
    {
        string[] names = ["Subscription", ChangeKindName, "StreamChange"];
        var taken = names
            .Concat(_definition.Models.SelectMany(entry => new[] { ChangeName(entry.Key), IndexChangeName(entry.Key) }))
            .Any(IsTaken);
        return taken || _definition.Models.Count == 0 ? null : new("Subscription", () => Once(SubscriptionFields()));
    }

    bool IsTaken(string name) =>
        _definition.Objects.ContainsKey(name)
        || _definition.Enums.ContainsKey(name)
        || _definition.Models.ContainsKey(name);

    IEnumerable<FieldDefinition> SubscriptionFields()
    {
        foreach (var (name, _) in _definition.Models)
            yield return new($"{LowerFirst(name)}Changed", NonNull(Change(ChangeName(name), Document(name))))
            {
                Description = Descriptions.Changed,
                Arguments = new([
                    .. FilterOnly(name),
                    new ArgumentDefinition("account", BuiltInScalars.Id) { Description = Descriptions.Account },
                    After(),
                ]),
                Resolver = Event,
                Source = _resolvers.Changes(name),
            };
        foreach (var (name, _) in _definition.Models)
            yield return new($"{LowerFirst(name)}IndexChanged", NonNull(IndexChange(name)))
            {
                Description = Descriptions.IndexChanged,
                Arguments = new([
                    new ArgumentDefinition("first", BuiltInScalars.Int) { Description = Descriptions.First },
                    new ArgumentDefinition("last", BuiltInScalars.Int) { Description = Descriptions.Last },
                    .. FilterAndSorting(name),
                    After(),
                ]),
                Resolver = PropertyResolver.From<PageChange>(change => change),
                Source = _resolvers.IndexChanges(name),
                Cost = FieldCosts.LivePage(_pageSizeMax),
            };
        yield return new("streamChanged", NonNull(Change("StreamChange", _node)))
        {
            Description = Descriptions.StreamChanged,
            Arguments = new([new ArgumentDefinition("id", NonNull(BuiltInScalars.Id)), After()]),
            Resolver = Event,
            Source = _resolvers.StreamChanges(),
        };
    }

    static PropertyResolver Event { get; } = PropertyResolver.From<DocumentChange>(change => change);

    static string ChangeName(string model) => $"{model}Change";

    static string IndexChangeName(string model) => $"{model}IndexChange";

    ObjectType IndexChange(string model) =>
        Type(
            IndexChangeName(model),
            () =>
                new ObjectType(
                    IndexChangeName(model),
                    () =>
                        [
                            new FieldDefinition("position", NonNull(BuiltInScalars.String))
                            {
                                Description = Descriptions.PagePosition,
                                Resolver = PropertyResolver.From<PageChange>(change => change.PositionText),
                            },
                            new FieldDefinition(PageChange.ConnectionField, NonNull(Connection(model)))
                            {
                                Resolver = PropertyResolver.From<PageChange>(change => change.Connection),
                            },
                        ]
                )
        );

    static ArgumentDefinition After() =>
        new("after", BuiltInScalars.String) { Description = Descriptions.AfterPosition };

    ObjectType Change(string name, NamedType document) =>
        Type(
            name,
            () =>
                new ObjectType(
                    name,
                    () =>
                        [
                            new FieldDefinition("position", NonNull(BuiltInScalars.String))
                            {
                                Description = Descriptions.Position,
                                Resolver = PropertyResolver.From<DocumentChange>(change => change.PositionText),
                            },
                            new FieldDefinition("kind", NonNull(Kind()))
                            {
                                Resolver = PropertyResolver.From<DocumentChange>(change => change.KindName),
                            },
                            new FieldDefinition("id", NonNull(BuiltInScalars.Id))
                            {
                                Resolver = PropertyResolver.From<DocumentChange>(change => change.Id.ToString()),
                            },
                            new FieldDefinition("node", document)
                            {
                                Description = Descriptions.ChangedNode,
                                Resolver = PropertyResolver.From<DocumentChange>(change => change.Node),
                            },
                        ]
                )
        );

    EnumType Kind() =>
        Type(
            ChangeKindName,
            () =>
                new EnumType(
                    ChangeKindName,
                    [
                        new EnumValue("CREATED") { Description = "There for the first time" },
                        new EnumValue("UPDATED") { Description = "Changed, or shown again" },
                        new EnumValue("REMOVED") { Description = "Hidden, or no longer what the filter asks for" },
                    ]
                )
        );
}
