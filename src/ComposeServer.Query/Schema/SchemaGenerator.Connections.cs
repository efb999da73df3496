using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Types;
using ComposeServer.Query.Documents;

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
                                Resolver = PropertyResolver.From<ConnectionNode>(connection => connection),
                            },
                            new FieldDefinition("edges", ListType.Of(Edge(name)))
                            {
                                Description = Descriptions.ConnectionEdges,
                                Resolver = PropertyResolver.From<ConnectionNode>(connection => connection.Edges),
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
                                Resolver = PropertyResolver.From<EdgeNode>(edge => edge.Node),
                            },
                            new FieldDefinition("cursor", NonNull(BuiltInScalars.String))
                            {
                                Description = Descriptions.EdgeCursor,
                                Resolver = PropertyResolver.From<EdgeNode>(edge => edge.CursorText),
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
                        Resolver = PropertyResolver.From<ConnectionNode>(connection => connection.HasNext),
                    },
                    new FieldDefinition("hasPreviousPage", NonNull(BuiltInScalars.Boolean))
                    {
                        Description = Descriptions.HasPreviousPage,
                        Resolver = PropertyResolver.From<ConnectionNode>(connection => connection.HasPrevious),
                    },
                    new FieldDefinition("startCursor", BuiltInScalars.String)
                    {
                        Description = Descriptions.StartCursor,
                        Resolver = PropertyResolver.From<ConnectionNode>(connection => connection.StartCursor),
                    },
                    new FieldDefinition("endCursor", BuiltInScalars.String)
                    {
                        Description = Descriptions.EndCursor,
                        Resolver = PropertyResolver.From<ConnectionNode>(connection => connection.EndCursor),
                    },
                ]
        )
        {
            Description = Descriptions.PageInfo,
        };
}
