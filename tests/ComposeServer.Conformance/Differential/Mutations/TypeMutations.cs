using ComposeServer.Conformance.Differential.Generation;

namespace ComposeServer.Conformance.Differential.Mutations;

/// <summary>What can be wrong about types and beside them.</summary>
static class TypeMutations
{
    public static IReadOnlyList<Mutation> All { get; } =
    [
        Mutation.Add("a union", "union U = A", "union U", "union Node2 = | A | B", "extend union U = A"),
        Mutation.Add(
            "an unknown scalar",
            "scalar Foo",
            "scalar Int",
            "extend scalar DID @zap",
            "scalar DID @specifiedBy",
            "extend scalar Nowhere @specifiedBy(url: \"u\")"
        ),
        Mutation.Add(
            "an input type",
            "input I { a: Nowhere }",
            "input I { a: Int a: Int }",
            "input I { a: Int = {b: 1, b: 1} @zap }",
            "input I",
            "input IndexField { path: Int! }",
            "input IndexField { path: String }"
        ),
        Mutation.Add(
            "a schema",
            "schema { query: Nowhere }",
            "schema { query: Query } type Query { a: Int }",
            "schema { }",
            "extend schema @zap",
            "schema { query: A query: B }"
        ),
        Mutation.Add(
            "a directive",
            "directive @d on NOWHERE",
            "directive @d(a: Nowhere) on OBJECT",
            "directive @d(a: Int, a: Int) on OBJECT",
            "directive @string on OBJECT",
            "directive @d",
            "directive @int(min: Int) repeatable on FIELD_DEFINITION"
        ),
        Mutation.Add(
            "an enum",
            "enum E2 { A A }",
            "enum E2 { }",
            "enum E2",
            "enum E2 { true }",
            "enum E2 { A @zap }",
            "enum E2 { A @deprecated @deprecated }",
            "extend enum Nowhere { A }",
            "enum ModelAccountRelation { MORE }"
        ),
        Mutation.Add(
            "an extension of nothing",
            "extend type Nowhere { a: Int }",
            "extend interface Nowhere { a: Int }",
            "extend type Nod { a: Int }",
            "extend input Nowhere { a: Int }"
        ),
        Mutation.Add(
            "an operation",
            "{ a }",
            "query Q { a }",
            "fragment F on A { b }",
            "mutation { a }",
            "subscription S($a: Int) { b }"
        ),
        Mutation.Add(
            "an interface without a model",
            "interface Lone { a: Int }",
            "interface Node { more: Int }",
            "extend interface Node { more: Int }"
        ),
        Mutation.Add(
            "a foreign text",
            "<html>",
            "{\"a\": 1}",
            "type",
            "type A {",
            "}",
            "\"\"\"",
            "\"",
            "type A { a: Int } }",
            "&",
            "type A implements",
            "type A implements & B { a: Int }",
            "type A @ { a: Int }",
            "#",
            "\u0000",
            "type Ä { a: Int }",
            "..."
        ),
        Mutation.OfType(
            "a type as another kind",
            type => !type.Keyword.StartsWith("extend", StringComparison.Ordinal),
            (type, text, chance) => text.Others.Add($"{chance.Of("enum", "extend enum")} {type.Name} {{ A }}")
        ),
        Mutation.OfType(
            "an object as an interface",
            type => type.Fields.Count > 0,
            (type, text, chance) =>
                text.Others.Add(
                    $"{chance.Of("interface", "type", "extend interface", "extend type", "input", "extend input")} {type.Name} {{ more: Int }}"
                )
        ),
        Mutation.OfType("a field again with another type", type => type.Fields.Count > 0, Conflict),
        Mutation.OfType(
            "an extension of another kind",
            type => type.IsEnum,
            (type, text, chance) =>
                text.Others.Add(
                    chance.Of($"extend type {type.Name} {{ a: Int }}", $"scalar {type.Name}", $"union {type.Name} = A")
                )
        ),
        Mutation.OfType(
            "an interface that is none",
            type => type.Fields.Count > 0,
            (type, text, chance) =>
                type.Implements.Add(chance.Of("Nowhere", "Node", chance.Of(text.Types).Name, "Int", type.Name))
        ),
        Mutation.OfType(
            "an interface twice",
            type => type.Implements.Count > 0,
            (type, _, chance) => type.Implements.Add(chance.Of(type.Implements))
        ),
        Mutation.OfType(
            "interfaces in a ring",
            type => type.Implements.Count > 0,
            (type, text, chance) =>
                text.Types.Find(one => one.Name == chance.Of(type.Implements))?.Implements.Add(type.Name)
        ),
        Mutation.OfType(
            "an unknown directive",
            _ => true,
            (type, _, chance) =>
                type.Directives.Add(
                    chance.Of(
                        "@zap",
                        "@createmodel(description: \"d\")",
                        "@immutable",
                        "@string(maxLength: 1)",
                        "@deprecated",
                        "@oneOf"
                    )
                )
        ),
        Mutation.OfType(
            "another name",
            type => !type.Keyword.StartsWith("extend", StringComparison.Ordinal),
            (type, _, chance) => type.Name = chance.Of(type.Name + "s", "Other", "", "1", "a b", "true", "Int3")
        ),
        Mutation.OfType("no fields", type => type.Fields.Count > 0, (type, _, _) => type.Fields.Clear()),
        Mutation.OfType("a comma of no meaning", _ => true, (type, _, _) => type.Name += ",,"),
        Mutation.OfType(
            "another keyword",
            _ => true,
            (type, _, chance) =>
                type.Keyword = chance.Of("Type", "class", "input", "scalar", "union", "extend", "directive", "types")
        ),
        Mutation.OfType("a missing type", _ => true, (type, text, _) => text.Types.Remove(type)),
        Mutation.OfType(
            "an enum's values twice",
            type => type.IsEnum,
            (type, _, chance) =>
                type.Values.Add(chance.Of(type.Values[0], "null", "false", "1", "A @zap", "A @string(maxLength: 1)"))
        ),
    ];

    static void Conflict(GeneratedType type, GeneratedText text, Chance chance)
    {
        var field = chance.Of(type.Fields);
        var other = chance.Of(
            "Int",
            "Float",
            $"[{field.Type}]",
            field.Type.Trim('[', ']', '!'),
            field.NullableType + "!",
            "[[Int]]"
        );
        text.Others.Add(
            $"{chance.Of("", "extend ")}{type.Keyword.Split(' ')[^1]} {type.Name} {{ {field.Name}: {other} }}"
        );
    }
}
