namespace ComposeServer.Conformance.Differential.Mutations;

/// <summary>What can be wrong about the directives of a model.</summary>
static class ModelMutations
{
    public static IReadOnlyList<Mutation> All { get; } =
    [
        Mutation.OfType(
            "no description",
            type => type.IsCreated,
            (type, _, chance) =>
                Replace(
                    type.Directives,
                    "createModel",
                    chance.Of("@createModel", "@createModel(accountRelation: LIST)", "@createModel()")
                )
        ),
        Mutation.OfType(
            "a wrong description",
            type => type.IsCreated,
            (type, _, chance) =>
                Replace(
                    type.Directives,
                    "createModel",
                    $"@createModel(description: {chance.Of("\"\"", "null", "1", "NAME", "[\"a\"]", "{a: 1}", "\"\"\"\"\"\"", "\"a\" description: \"b\"", "$d")})"
                )
        ),
        Mutation.OfType(
            "a wrong account relation",
            type => type.IsCreated,
            (type, _, chance) =>
                Replace(
                    type.Directives,
                    "createModel",
                    $"@createModel(description: \"d\", {chance.Of("accountRelation: NONE", "accountRelation: list", "accountRelation: \"LIST\"", "accountRelation: [LIST]", "accountRelation: 1", "accountrelation: LIST", "accountRelation: MANY", "relation: LIST")})"
                )
        ),
        Mutation.OfType(
            "a wrong set",
            type => type.IsCreated,
            (type, _, chance) =>
                Replace(
                    type.Directives,
                    "createModel",
                    $"@createModel(description: \"d\", accountRelation: SET{chance.Of("", ", accountRelationFields: []", ", accountRelationFields: null", ", accountRelationFields: [\"absent\"]", ", accountRelationFields: [null]", ", accountRelationFields: [1]", ", accountRelationFields: \"absent\"", ", accountRelationField: [\"a\"]", ", accountRelationFields: [\"id\"]")})"
                )
        ),
        Mutation.OfType(
            "a set of any field",
            type => type.IsCreated && type.Fields.Count > 0,
            (type, _, chance) =>
                Replace(
                    type.Directives,
                    "createModel",
                    $"@createModel(description: \"d\", accountRelation: SET, accountRelationFields: [\"{chance.Of(type.Fields).Name}\", \"{chance.Of(type.Fields).Name}\"])"
                )
        ),
        Mutation.OfType(
            "created and loaded",
            type => type.IsCreated,
            (type, _, chance) =>
                type.Directives.Insert(
                    chance.Below(2),
                    "@loadModel(id: \"k2t6wz4ylx0qr6v7dvbczbxqy7pqjb0879qx930c1e27gacg3r8sllonqt4xx\")"
                )
        ),
        Mutation.OfType(
            "loaded in place of created",
            type => type.IsCreated,
            (type, _, chance) =>
                Replace(
                    type.Directives,
                    "createModel",
                    chance.Of(
                        "@loadModel(id: \"kjzl6\")",
                        "@loadModel",
                        "@loadModel(id: null)",
                        "@loadModel(ID: \"k\")"
                    )
                )
        ),
        Mutation.OfType(
            "neither created nor loaded",
            type => type.IsModel,
            (type, _, _) =>
                type.Directives.RemoveAll(written => !written.StartsWith("@createIndex", StringComparison.Ordinal))
        ),
        Mutation.OfType(
            "@createModel twice",
            type => type.IsCreated,
            (type, _, _) => type.Directives.Add("@createModel(description: \"again\")")
        ),
        Mutation.OfType(
            "an index in the wrong place",
            type => type.IsInterface || type.IsEmbedded || type.IsEnum,
            (type, _, _) => type.Directives.Add("@createIndex(fields: {path: \"a\"})")
        ),
        Mutation.OfType(
            "a wrong index",
            type => type is { IsModel: true, IsInterface: false },
            (type, _, chance) =>
                type.Directives.Add(
                    $"@createIndex{chance.Of("", "()", "(fields: null)", "(fields: {})", "(fields: [null])", "(fields: {path: null})", "(fields: {path: [null]})", "(fields: {path: 1})", "(fields: \"a\")", "(fields: {pat: \"a\"})", "(fields: {path: \"a\", path: \"b\"})", "(fields: [[{path: \"a\"}]])", "(field: {path: \"a\"})", "(fields: {path: {}})", "(fields: [])", "(fields: {path: []})", "(fields: {path: \"absent\"})", "(fields: {path: \"a\", more: 1})")}"
                )
        ),
        Mutation.OfType(
            "an index of any field",
            type => type is { IsModel: true, IsInterface: false, Fields.Count: > 0 },
            (type, _, chance) =>
                type.Directives.Add($"@createIndex(fields: {{path: \"{chance.Of(type.Fields).Name}\"}})")
        ),
        Mutation.OfType(
            "a loaded model with content",
            type => type.IsLoaded,
            (type, _, _) => type.Fields.Add(new("content", "Int"))
        ),
        Mutation.OfType(
            "a model without content",
            type => type.IsCreated,
            (type, _, chance) => type.Fields.RemoveAll(field => !field.IsView || chance.OneIn(2))
        ),
        Mutation.OfType(
            "nothing but models that are no models",
            type => type.IsModel,
            (type, text, _) => text.Types.RemoveAll(one => one.IsModel)
        ),
    ];

    static void Replace(List<string> directives, string name, string written)
    {
        var at = directives.FindIndex(one => one.StartsWith($"@{name}", StringComparison.Ordinal));
        directives[at] = written;
    }
}
