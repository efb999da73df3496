using ComposeServer.GraphQL.Types;
using ComposeServer.Query.Documents;
using ComposeServer.Query.Plan;

namespace ComposeServer.Query.Schema;

sealed partial class SchemaGenerator
{
    static IEnumerable<ArgumentDefinition> PageArguments() =>
        [
            new("after", BuiltInScalars.String) { Description = Descriptions.After },
            new("first", BuiltInScalars.Int) { Description = Descriptions.First },
            new("before", BuiltInScalars.String) { Description = Descriptions.Before },
            new("last", BuiltInScalars.Int) { Description = Descriptions.Last },
        ];

    ObjectType Connection(string name) =>
        Type(
            $"{name}Connection",
            () =>
                new ObjectType(
                    $"{name}Connection",
                    () =>
                        [
                            new FieldDefinition("pageInfo", NonNull(_pageInfo))
                            {
                                Description = Descriptions.ConnectionPageInfo,
                                Resolver = new PlannedProperty<ConnectionNode>(
                                    new FieldRole.PageInfo(),
                                    connection => connection
                                ),
                            },
                            new FieldDefinition("edges", ListType.Of(Edge(name)))
                            {
                                Description = Descriptions.ConnectionEdges,
                                Resolver = new PlannedProperty<ConnectionNode>(
                                    new FieldRole.Edges(),
                                    connection => connection.Edges
                                ),
                            },
                        ]
                )
                {
                    Description = Descriptions.Connection,
                }
        );

    ObjectType Edge(string name) =>
        Type(
            $"{name}Edge",
            () =>
                new ObjectType(
                    $"{name}Edge",
                    () =>
                        [
                            new FieldDefinition("node", Document(name))
                            {
                                Description = Descriptions.EdgeNode,
                                Resolver = new PlannedProperty<EdgeNode>(new FieldRole.Node(), edge => edge.Node),
                            },
                            new FieldDefinition("cursor", NonNull(BuiltInScalars.String))
                            {
                                Description = Descriptions.EdgeCursor,
                                Resolver = new PlannedProperty<EdgeNode>(
                                    new FieldRole.EdgeCursor(),
                                    edge => edge.CursorText
                                ),
                            },
                        ]
                )
                {
                    Description = Descriptions.Edge,
                }
        );

    static ObjectType PageInfo() =>
        new(
            "PageInfo",
            () =>
                [
                    new FieldDefinition("hasNextPage", NonNull(BuiltInScalars.Boolean))
                    {
                        Description = Descriptions.HasNextPage,
                        Resolver = Fact(PageFactKind.HasNext, connection => connection.HasNext),
                    },
                    new FieldDefinition("hasPreviousPage", NonNull(BuiltInScalars.Boolean))
                    {
                        Description = Descriptions.HasPreviousPage,
                        Resolver = Fact(PageFactKind.HasPrevious, connection => connection.HasPrevious),
                    },
                    new FieldDefinition("startCursor", BuiltInScalars.String)
                    {
                        Description = Descriptions.StartCursor,
                        Resolver = Fact(PageFactKind.StartCursor, connection => connection.StartCursor),
                    },
                    new FieldDefinition("endCursor", BuiltInScalars.String)
                    {
                        Description = Descriptions.EndCursor,
                        Resolver = Fact(PageFactKind.EndCursor, connection => connection.EndCursor),
                    },
                ]
        )
        {
            Description = Descriptions.PageInfo,
        };

    static PlannedProperty<ConnectionNode> Fact(PageFactKind kind, Func<ConnectionNode, object?> read) =>
        new(new FieldRole.PageFact(kind), read);
}
