using System.Text;
using System.Text.Json;
using ComposeServer.Composites;
using ComposeServer.Composites.Format;
using ComposeServer.Composites.Runtime;

namespace ComposeServer.Tests.Composites;

public class RuntimeDefinitionTests
{
    [Theory]
    [InlineData(
        """{"type":"integer","title":"GraphQLDID"}""",
        """{"type":"integer","required":false,"immutable":false}"""
    )]
    [InlineData(
        """{"type":"number","title":"GraphQLLatitude"}""",
        """{"type":"float","required":false,"immutable":false}"""
    )]
    [InlineData("""{"type":"string","title":"GraphQLDID"}""", """{"type":"did","required":false,"immutable":false}""")]
    [InlineData("""{"type":"string","title":"nope"}""", """{"type":"string","required":false,"immutable":false}""")]
    [InlineData(
        """{"type":"string","title":"K","enum":["A"]}""",
        """{"type":"string","required":false,"immutable":false}"""
    )]
    [InlineData(
        """{"type":"array","items":{"type":"boolean"}}""",
        """{"type":"list","required":false,"immutable":false,"item":{"type":"boolean","required":false,"immutable":false}}"""
    )]
    [InlineData(
        """{"type":"object","title":"foo bar","properties":{}}""",
        """{"type":"reference","refType":"object","refName":"post_tagFooBar","required":false,"immutable":false}"""
    )]
    [InlineData(
        """{"type":"object","properties":{}}""",
        """{"type":"reference","refType":"object","refName":"a","required":false,"immutable":false}"""
    )]
    [InlineData("""{"$ref":"#/properties/b"}""", """{"type":"uri","required":false,"immutable":false}""")]
    public void A_property_becomes_a_field(string property, string field)
    {
        var built = Build(Model($$"""{"a":{{property}},"b":{"type":"string","title":"GraphQLURI"} }"""));

        var json = Parse(Sample.Text(built.OrThrow().Definition.ToUtf8()));
        Assert.Equal(field, json.GetProperty("objects").GetProperty("post_tag").GetProperty("a").GetRawText());
    }

    [Theory]
    [InlineData("""{"type":["string","null"]}""")]
    [InlineData("""{"type":"null"}""")]
    public void A_property_of_no_one_type_is_passed_over(string property)
    {
        var built = Build(Model($$"""{"a":{{property}}}"""));

        Assert.Empty(built.OrThrow().Definition.Objects["post_tag"]);
    }

    [Theory]
    [InlineData("{}", "Missing scalar type")]
    [InlineData("true", "Missing scalar type")]
    [InlineData("""{"$ref":"#/$defs/X"}""", "Missing reference: #/$defs/X")]
    [InlineData("""{"$ref":"X"}""", "Missing reference: X")]
    [InlineData("""{"type":"array"}""", "Unsupported items schema in array")]
    [InlineData("""{"type":"array","items":true}""", "Unsupported items schema in array")]
    [InlineData("""{"type":"array","items":{}}""", "Missing schema $ref or type for array items")]
    [InlineData("""{"type":"array","items":{"type":"array"}}""", "Unsupported array in array")]
    [InlineData("""{"type":"array","items":{"$ref":"#/properties/l"}}""", "Unsupported array in array reference")]
    public void A_property_without_meaning_is_refused(string property, string message)
    {
        var built = Build(Model($$"""{"a":{{property}},"l":{"type":"array","items":{"type":"string"} } }"""));

        Assert.Equal(("RUNTIME_DEFINITION_INVALID", message), (built.Error?.Code, built.Error?.Message));
    }

    [Fact]
    public void List_items_repeat_the_flags_of_their_list_and_enums_have_none()
    {
        var built = Build(
            Model(
                """{"a":{"type":"array","items":{"type":"integer"}},"e":{"$ref":"#/$defs/E"},"l":{"type":"array","items":{"$ref":"#/$defs/E"}}}""",
                ""","immutableFields":["a","e","l"]""",
                ""","required":["a","e","l"],"$defs":{"E":{"type":"string","title":"E","enum":["X"]}}"""
            )
        );

        var fields = built.OrThrow().Definition.Objects["post_tag"];
        Assert.Equal(
            new RuntimeField.List(true, true, new RuntimeField.Scalar(RuntimeScalar.Integer, true, true, false)),
            fields["a"]
        );
        Assert.Equal(new RuntimeField.Enum("post_tagE", false, false, false), fields["e"]);
        Assert.Equal(
            new RuntimeField.List(true, true, new RuntimeField.Enum("post_tagE", false, false, false)),
            fields["l"]
        );
    }

    [Fact]
    public void An_object_may_contain_itself()
    {
        var built = Build(
            Model(
                """{"o":{"$ref":"#/$defs/O"}}""",
                schema: ""","$defs":{"O":{"type":"object","title":"O","properties":{"o":{"$ref":"#/$defs/O"}}}}"""
            )
        );

        Assert.Equal(
            new RuntimeField.Object("post_tagO", false, false, false),
            built.OrThrow().Definition.Objects["post_tagO"]["o"]
        );
    }

    [Theory]
    [InlineData(CompositeLimits.EmbeddedDepthMax, true)]
    [InlineData(CompositeLimits.EmbeddedDepthMax + 1, false)]
    [InlineData(CompositeLimits.EmbeddedDepthMax * 50, false)]
    public void Objects_lie_in_each_other_only_so_deep(int depth, bool isOk)
    {
        var definitions = string.Join(
            ',',
            Enumerable
                .Range(1, depth)
                .Select(at =>
                {
                    var inner = at == depth ? """{"type":"string"}""" : $$"""{"$ref":"#/$defs/O{{at + 1}}"}""";
                    return $$"""
                        "O{{at}}": { "type": "object", "title": "O{{at}}", "properties": { "o": {{inner}} } }
                        """;
                })
        );

        var built = Build(Model("""{"o":{"$ref":"#/$defs/O1"}}""", schema: $$""", "$defs": { {{definitions}} }"""));

        Assert.Equal(isOk, built.IsOk);
    }

    [Theory]
    [InlineData("""["zz","q"]""", "Could not resolve zz.q as a valid path")]
    [InlineData("[]", "Could not resolve  as a valid path")]
    [InlineData("""["l"]""", "l is not indexable")]
    [InlineData("""["v"]""", "v is not indexable")]
    public void An_index_that_names_no_single_value_is_refused(string path, string message)
    {
        var source = Model(
            """{"l":{"type":"array","items":{"type":"string"}}}""",
            ""","views":{"v":{"type":"documentAccount"}}"""
        );

        var built = Build(
            source,
            [
                new ModelIndex([
                    [.. Parse(path).EnumerateArray().Select(step => step.GetString()!)],
                ]),
            ]
        );

        Assert.Equal(message, built.Error?.Message);
    }

    [Fact]
    public void The_oldest_models_say_their_account_relation_in_one_word()
    {
        var built = Build(Model("""{"a":{"type":"string"}}""", ",\"accountRelation\":\"single\""));

        Assert.Equal(
            new RuntimeAccountRelation.Single(),
            built.OrThrow().Definition.Models["post_tag"].AccountRelation
        );
        Assert.Equal(new AccountDataEntry.Node("post_tag"), built.OrThrow().Definition.AccountData["postTag"]);
    }

    [Theory]
    [InlineData(""","accountRelation":{"type":"none"}""", "Unsupported account relation type: none")]
    [InlineData(""","accountRelation":{}""", "Unsupported account relation type: undefined")]
    [InlineData(""","views":{"v":{"type":"zzz"}}""", "Unsupported view type: zzz")]
    [InlineData(
        ""","views":{"v":{"type":"relationFrom","model":null,"property":"a"}}""",
        "Missing model for queryConnection relation view"
    )]
    public void A_model_without_meaning_is_refused(string members, string message)
    {
        Assert.Equal(message, Build(Model("""{"a":{"type":"string"}}""", members)).Error?.Message);
    }

    [Fact]
    public async Task Names_given_twice_are_reported_and_the_last_one_stays()
    {
        var composite = await Sample.CompileAsync(
            $"type A {Sample.Model} {{ a: Int }} type AList @createModel(description: \"d\", accountRelation: SINGLE) {{ b: Int }}"
        );

        var runtime = composite.ToRuntime().OrThrow();

        Assert.Equal(new AccountDataEntry.Node("AList"), runtime.Definition.AccountData["aList"]);
        Assert.Equal(
            "The account field aList is defined more than once, the last definition stays",
            Assert.Single(runtime.Warnings)
        );
    }

    [Fact]
    public async Task Models_that_share_an_embedded_type_are_no_reason_for_a_warning()
    {
        var composite = await Sample.CompileAsync(
            $"enum E {{ X }} type O {{ a: Int }} type A {Sample.Model} {{ e: E o: O }} type B {Sample.Model} {{ e: E o: O }}"
        );

        Assert.Empty(composite.ToRuntime().OrThrow().Warnings);
    }

    [Fact]
    public async Task An_alias_names_the_model_everywhere()
    {
        var composite = await Sample.CompileAsync($"type O {{ x: Int }} type A {Sample.Model} {{ o: O }}");
        var id = composite.FindByAlias("A")!.Value.ToString();

        var runtime = composite
            .WithAliases(new([new(id, "URLBookmark")]))
            .WithCommonEmbeds([], replace: true)
            .ToRuntime()
            .OrThrow()
            .Definition;

        Assert.Equal(["URLBookmark"], runtime.Models.Keys);
        Assert.Equal(["URLBookmark", "URLBookmarkO"], runtime.Objects.Keys);
        Assert.Equal(["urlBookmarkList"], runtime.AccountData.Keys);
    }

    [Theory]
    [InlineData("x", "is not JSON")]
    [InlineData("{}", "$ has no member models")]
    [InlineData("""{"models":{"A":{}}}""", "$.models.A has no member id")]
    [InlineData("""{"models":{"A":{"id":"k","accountRelation":{"type":"many"}}}}""", "unknown account relation: many")]
    [InlineData(
        """{"models":{},"objects":{"A":{"a":{"type":"strin","required":true,"immutable":false}}}}""",
        "unknown scalar type: strin"
    )]
    [InlineData(
        """{"models":{},"objects":{"A":{"a":{"type":"string","required":1,"immutable":false}}}}""",
        "$.objects.A.a.required is not a boolean"
    )]
    [InlineData("""{"models":{},"objects":{"A":{"a":{"type":"view","viewType":"x"}}}}""", "unknown view type: x")]
    [InlineData(
        """{"models":{},"objects":{"A":{"a":{"type":"view","viewType":"relation","relation":{"source":"queryCount","model":null,"property":"b"}}}}}""",
        "$.objects.A.a.relation.model is not a string"
    )]
    [InlineData("""{"models":{},"objects":{},"enums":{"E":[1]}}""", "$.enums.E[0] is not a string")]
    [InlineData(
        """{"models":{},"objects":{},"enums":{},"accountData":{"a":{"type":"x","name":"A"}}}""",
        "unknown kind of account data: x"
    )]
    public void A_malformed_runtime_definition_is_refused_with_the_place(string json, string problem)
    {
        var error = RuntimeDefinition.FromJson(Encoding.UTF8.GetBytes(json)).Error;

        Assert.Equal("RUNTIME_DEFINITION_INVALID", error?.Code);
        Assert.Contains(problem, error?.Message);
    }

    [Theory]
    [InlineData("a.json", "{\"models\":{},\"objects\":{},\"enums\":{},\"accountData\":{}}\n")]
    [InlineData(
        "b/a.js",
        "// This is an auto-generated file, do not edit manually\nexport const definition = {\"models\":{},\"objects\":{},\"enums\":{},\"accountData\":{}}"
    )]
    [InlineData(
        "a.mjs",
        "// This is an auto-generated file, do not edit manually\nexport const definition = {\"models\":{},\"objects\":{},\"enums\":{},\"accountData\":{}}"
    )]
    [InlineData(
        "a.ts",
        "// This is an auto-generated file, do not edit manually\nimport type { RuntimeCompositeDefinition } from '@composedb/types'\nexport const definition: RuntimeCompositeDefinition = {\"models\":{},\"objects\":{},\"enums\":{},\"accountData\":{}}"
    )]
    public void A_runtime_definition_is_written_as_the_file_asks(string path, string text)
    {
        Assert.Equal(text, Sample.Text(RuntimeModule.Write(Empty, path).OrThrow()));
    }

    [Fact]
    public void Other_kinds_of_files_are_refused()
    {
        Assert.Equal(
            "Unsupported file type: only .json, .js, .mjs and .ts extensions are supported",
            RuntimeModule.Write(Empty, "a.yaml").Error?.Message
        );
    }

    static RuntimeDefinition Empty =>
        new(
            OrderedMap<RuntimeModel>.Empty,
            OrderedMap<OrderedMap<RuntimeField>>.Empty,
            OrderedMap<IReadOnlyList<string>>.Empty,
            OrderedMap<AccountDataEntry>.Empty
        );

    /// <summary>A definition named <c>post_tag</c>; further members of it and of its schema start with a comma.</summary>
    static JsonElement Model(string properties, string members = "", string schema = "")
    {
        var relation = members.Contains("accountRelation", StringComparison.Ordinal)
            ? ""
            : ""","accountRelation":{"type":"list"}""";
        return Parse(
            $$"""
            {
              "name": "post_tag",
              "version": "2.0",
              "schema": { "type": "object", "properties": {{properties}} {{schema}} }
              {{members}} {{relation}}
            }
            """
        );
    }

    static CompositeResult<RuntimeCompilation> Build(JsonElement model, params IReadOnlyList<ModelIndex> indices) =>
        CompositeResult<RuntimeCompilation>.Of(() =>
            RuntimeDefinitionBuilder.Build(
                new(
                    new([new("id1", model)]),
                    OrderedMap<string>.Empty,
                    OrderedMap<OrderedMap<JsonElement>>.Empty,
                    new([new("id1", indices)]),
                    new HashSet<string>(StringComparer.Ordinal)
                )
            )
        );

    static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
