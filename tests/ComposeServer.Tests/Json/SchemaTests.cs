using System.Text.Json;
using ComposeServer.Json.Schema;

namespace ComposeServer.Tests.Json;

public class SchemaTests
{
    const string Post = """
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "type": "object",
          "properties": {
            "title": { "type": "string", "minLength": 1, "maxLength": 20 },
            "at": { "$ref": "#/$defs/At" },
            "kind": { "type": "string", "enum": ["NEWS", "BLOG"] },
            "tags": { "type": "array", "maxItems": 3, "items": { "type": "string", "maxLength": 5 } },
            "score": { "type": "integer", "minimum": 0 }
          },
          "additionalProperties": false,
          "required": ["title", "at"],
          "$defs": { "At": { "type": "string", "title": "At", "format": "date-time", "maxLength": 100 } }
        }
        """;

    [Fact]
    public void A_good_document_is_accepted_without_allocation()
    {
        var schema = Compile(Post);
        var document = Parse(
            """{"title":"Hällo 😀","at":"2024-05-01T12:00:00Z","kind":"NEWS","tags":["a","b"],"score":3}"""
        );
        Assert.True(schema.Accepts(document));
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 100; i++)
            schema.Accepts(document);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(schema.Validate(document).IsValid);
    }

    [Fact]
    public void Everything_wrong_is_reported_with_its_place_and_joined()
    {
        var verdict = Compile(Post)
            .Validate(Parse("""{"title":"","kind":"X","tags":["toolong",1],"score":-1,"extra":1}"""));

        Assert.False(verdict.IsValid);
        Assert.Equal(
            "data must have required property 'at', data must NOT have additional properties, data/title must NOT have fewer than 1 characters, "
                + "data/kind must be equal to one of the allowed values, data/tags/0 must NOT have more than 5 characters, "
                + "data/tags/1 must be string, data/score must be >= 0",
            verdict.Text
        );
        Assert.Equal(new SchemaViolation("/tags/1", "must be string"), verdict.Violations[5]);
    }

    [Theory]
    [InlineData("""{"ti\u0074le":"a","at":"2024-05-01T12:00:00Z"}""", true)]
    [InlineData("""{"title":"a\n","at":"2024-05-01\u005412:00:00Z"}""", true)]
    [InlineData("""{"title":"\ud83d\ude00","at":"2024-05-01T12:00:00Z"}""", true)]
    [InlineData("""{"title":"\ud800","at":"2024-05-01T12:00:00Z"}""", true)]
    [InlineData("""{"title":"x","at":"2024-05-01T12:00:00Z","\ud800":1}""", false)]
    [InlineData(
        """{"title":"\u0031\u0032\u0033\u0034\u0035\u0036\u0037\u0038\u0039\u0030\u0031\u0032\u0033\u0034\u0035\u0036\u0037\u0038\u0039\u0030","at":"2024-05-01T12:00:00Z"}""",
        true
    )]
    [InlineData(
        """{"title":"\u0031\u0032\u0033\u0034\u0035\u0036\u0037\u0038\u0039\u0030\u0031\u0032\u0033\u0034\u0035\u0036\u0037\u0038\u0039\u0030x","at":"2024-05-01T12:00:00Z"}""",
        false
    )]
    public void Escapes_mean_what_they_stand_for(string document, bool accepted) =>
        Assert.Equal(accepted, Compile(Post).Accepts(Parse(document)));

    [Theory]
    [InlineData("1", true)]
    [InlineData("1.0", true)]
    [InlineData("1e3", true)]
    [InlineData("100e-2", true)]
    [InlineData("1.5", false)]
    [InlineData("1e-1", false)]
    [InlineData("123456789012345678901234567890", true)]
    [InlineData("1e400", false)]
    public void A_whole_number_is_an_integer_however_it_is_spelled_while_a_double_can_hold_it(
        string number,
        bool accepted
    ) => Assert.Equal(accepted, Compile("""{"type":"integer"}""").Accepts(Parse(number)));

    [Theory]
    [InlineData("9007199254740993", "9007199254740992", false)]
    [InlineData("9007199254740992", "9007199254740993", true)]
    [InlineData("0.1", "0.10", true)]
    [InlineData("-1e-400", "0", true)]
    [InlineData("1e-400", "0", false)]
    [InlineData("-5", "-4.999", true)]
    [InlineData("1E+2", "99", false)]
    public void Limits_are_compared_exactly(string number, string maximum, bool accepted) =>
        Assert.Equal(accepted, Compile($$"""{"type":"number","maximum":{{maximum}}}""").Accepts(Parse(number)));

    [Fact]
    public void A_schema_outlives_the_text_it_was_read_from()
    {
        JsonSchema schema;
        using (var document = JsonDocument.Parse("""{"enum":[{"a":[1]}],"const":{"a":[1.0]}}"""))
            schema = JsonSchema.Compile(document.RootElement, SchemaOptions.Suite).Schema!;

        Assert.True(schema.Accepts(Parse("""{"a":[1]}""")));
    }

    [Fact]
    public void A_repeated_member_is_judged_wherever_it_stands()
    {
        var schema = Compile("""{"type":"object","properties":{"a":{"type":"string"}},"additionalProperties":false}""");

        Assert.False(schema.Accepts(Parse("""{"a":1,"a":"x"}""")));
        Assert.Equal("data must NOT have repeated properties", schema.Validate(Parse("""{"a":1,"a":"x"}""")).Text);
        Assert.Equal("data/a must be string", schema.Validate(Parse("""{"a":"x","a":1}""")).Text);
    }

    [Fact]
    public void Long_lists_are_checked_for_uniqueness_by_value()
    {
        var schema = JsonSchema.Compile(Parse("""{"uniqueItems":true}"""), SchemaOptions.Suite).Schema!;
        var items = string.Join(',', Enumerable.Range(0, 10_000).Select(i => $$"""{"n":{{i}},"t":"{{i}}"}"""));

        Assert.True(schema.Accepts(Parse($"[{items}]")));
        Assert.False(schema.Accepts(Parse($$"""[{{items}},{"t":"\u0035","n":5.0}]""")));
        Assert.Equal(
            "data must NOT have duplicate items (items ## 5 and 10000 are identical)",
            schema.Validate(Parse($$"""[{{items}},{"t":"5","n":5}]""")).Text
        );
    }

    [Fact]
    public void The_official_meta_schema_is_known_and_valid_by_itself()
    {
        var schema = JsonSchema
            .Compile(Parse("""{"$ref":"https://json-schema.org/draft/2020-12/schema"}"""), SchemaOptions.Suite)
            .Schema!;

        Assert.True(schema.Accepts(Parse(Post)));
        Assert.Equal(
            "data/type must be equal to one of the allowed values, data/type must be array, data/type must match a schema in anyOf",
            schema.Validate(Parse("""{"type":"x"}""")).Text
        );
    }

    [Fact]
    public void A_document_of_another_place_is_found_by_its_uri_and_never_fetched()
    {
        var options = SchemaOptions.Suite with
        {
            Documents = new Dictionary<string, JsonElement>(StringComparer.Ordinal)
            {
                ["https://example.com/a"] = Parse("""{"type":"string"}"""),
            },
        };

        Assert.True(
            JsonSchema.Compile(Parse("""{"$ref":"https://example.com/a"}"""), options).Schema!.Accepts(Parse("\"x\""))
        );
        Assert.Equal(
            SchemaErrorCode.UnresolvedReference,
            JsonSchema.Compile(Parse("""{"$ref":"https://example.com/b"}"""), options).Error?.Code
        );
    }

    [Theory]
    [InlineData("a:b?c#d", "x", "a:x")]
    [InlineData("http://a/b/c/d;p?q", "g", "http://a/b/c/g")]
    [InlineData("http://a/b/c/d;p?q", "./g/", "http://a/b/c/g/")]
    [InlineData("http://a/b/c/d;p?q", "/g", "http://a/g")]
    [InlineData("http://a/b/c/d;p?q", "//g", "http://g")]
    [InlineData("http://a/b/c/d;p?q", "?y", "http://a/b/c/d;p?y")]
    [InlineData("http://a/b/c/d;p?q", "", "http://a/b/c/d;p?q")]
    [InlineData("http://a/b/c/d;p?q", "../..", "http://a/")]
    [InlineData("http://a/b/c/d;p?q", "../../../g", "http://a/g")]
    [InlineData("http://a/b/c/d;p?q", "/./g", "http://a/g")]
    [InlineData("http://a/b/c/d;p?q", "g..", "http://a/b/c/g..")]
    [InlineData("http://a/b/c/d;p?q", "http:g", "http:g")]
    [InlineData("http://a", "g", "http://a/g")]
    [InlineData("kjzl6", "other", "other")]
    [InlineData("urn:uuid:1", "urn:uuid:2", "urn:uuid:2")]
    public void References_resolve_as_rfc_3986_says(string from, string reference, string expected) =>
        Assert.Equal(
            expected,
            ComposeServer.Json.Schema.Compile.UriResolution.Resolve(
                ComposeServer.Json.Schema.Compile.UriResolution.Split(from).Uri,
                reference
            )
        );

    static JsonSchema Compile(string schema) => JsonSchema.Compile(Parse(schema), SchemaOptions.Model).Schema!;

    static JsonElement Parse(string json) => JsonElement.Parse(json);
}
