using ComposeServer.Ipld;
using ComposeServer.Streams.Models.Growth;
using ComposeServer.Testing.Streams;

namespace ComposeServer.Tests.Streams.Models;

/// <summary>Pairs of schemas: the one may follow the other, and not the other way round.</summary>
public class SchemaGrowthTests
{
    public static TheoryData<string, string> Pairs =>
        new()
        {
            { """{"required":["a","b"]}""", """{"required":["b"]}""" },
            { """{"type":"integer"}""", """{"type":"number"}""" },
            { """{"type":"string"}""", """{"type":["string","null"]}""" },
            { """{"type":"string"}""", "{}" },
            { """{"enum":["a"]}""", """{"enum":["b","a"]}""" },
            { """{"enum":["a"]}""", "{}" },
            { """{"const":"a"}""", """{"enum":["a","b"]}""" },
            { """{"maximum":5}""", """{"maximum":6}""" },
            { """{"exclusiveMaximum":5}""", """{"maximum":5}""" },
            { """{"minimum":5}""", """{"minimum":4}""" },
            { """{"exclusiveMinimum":5}""", """{"minimum":5}""" },
            { """{"minimum":6}""", """{"exclusiveMinimum":5}""" },
            { """{"multipleOf":4}""", """{"multipleOf":2}""" },
            { """{"maxLength":5}""", """{"maxLength":6}""" },
            { """{"maxLength":5}""", "{}" },
            { """{"minLength":2}""", """{"minLength":1}""" },
            { """{"maxItems":2}""", """{"maxItems":3}""" },
            { """{"minItems":2}""", "{}" },
            { """{"uniqueItems":true}""", """{"uniqueItems":false}""" },
            { """{"pattern":"^a$"}""", "{}" },
            { """{"format":"date"}""", "{}" },
            { """{"items":{"type":"integer"}}""", """{"items":{"type":"number"}}""" },
            { """{"items":false}""", """{"items":{"type":"string"}}""" },
            {
                """{"additionalProperties":false,"properties":{"a":{}}}""",
                """{"additionalProperties":false,"properties":{"a":{},"b":{"type":"string"}}}"""
            },
            { """{"additionalProperties":false}""", "{}" },
            { """{"additionalProperties":{"maxLength":1}}""", """{"additionalProperties":{"maxLength":2}}""" },
            { """{"properties":{"a":{"maxLength":1}}}""", """{"properties":{"a":{"maxLength":2}}}""" },
            { """{"anyOf":[{"const":1}]}""", """{"anyOf":[{"const":1},{"const":2}]}""" },
            { """{"allOf":[{"maxLength":1}]}""", """{"allOf":[{"maxLength":2}]}""" },
            { """{"not":{"const":1}}""", "{}" },
            {
                """{"$ref":"#/$defs/A","$defs":{"A":{"maxLength":1}}}""",
                """{"$ref":"#/$defs/B","$defs":{"B":{"maxLength":2}}}"""
            },
            { """{"items":{"$ref":"#"},"maxItems":1}""", """{"items":{"$ref":"#"},"maxItems":2}""" },
        };

    public static TheoryData<string, string> Unseen =>
        new()
        {
            // Not narrower for certain, and not wider either.
            { """{"pattern":"^a$"}""", """{"pattern":"^b$"}""" },
            { """{"oneOf":[{"const":1}]}""", """{"oneOf":[{"const":1},{"const":2}]}""" },
            { """{"not":{"maxLength":2}}""", """{"not":{"maxLength":3}}""" },
            { """{"properties":{"a":{}}}""", """{"properties":{"a":{},"b":{"type":"string"}}}""" },
            {
                """{"not":{"$ref":"#/$defs/A"},"$defs":{"A":{"maxLength":2}}}""",
                """{"not":{"$ref":"#/$defs/A"},"$defs":{"A":{"maxLength":3}}}"""
            },
            {
                """{"additionalProperties":false,"patternProperties":{".":{}}}""",
                """{"additionalProperties":false,"patternProperties":{".":{}},"properties":{"a":{"const":1}}}"""
            },
            { """{"unevaluatedProperties":false}""", """{"unevaluatedProperties":false,"title":"x"}""" },
            { """{"items":{"$ref":"other"}}""", """{"items":{"$ref":"other"},"title":"x"}""" },
        };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void What_accepts_more_may_follow_and_not_the_other_way_round(string less, string more)
    {
        Assert.Empty(Compare(less, more));
        Assert.NotEmpty(Compare(more, less));
    }

    [Theory]
    [MemberData(nameof(Unseen))]
    public void What_is_not_seen_through_stays_as_it_is(string one, string other)
    {
        Assert.NotEmpty(Compare(one, other));
        Assert.Empty(Compare(one, one));
        Assert.Empty(Compare(other, other));
    }

    [Theory]
    [InlineData("""{"title":"a","$defs":{"A":{}}}""", """{"title":"b","description":"c","$defs":{"A":{"const":1}}}""")]
    [InlineData("""{"items":{"$ref":"#/$defs/A"},"$defs":{"A":{"const":1}}}""", """{"items":{"const":1}}""")]
    public void What_decides_nothing_may_change(string one, string other)
    {
        Assert.Empty(Compare(one, other));
        Assert.Empty(Compare(other, one));
    }

    [Fact]
    public void Faults_say_where_they_are()
    {
        var faults = Compare(
            """{"properties":{"a":{"type":"array","items":{"maxLength":2}}}}""",
            """{"properties":{"a":{"type":"array","items":{"maxLength":1}}},"required":["a"]}"""
        );

        Assert.Equal(
            ["schema did not require a", "schema.a.items accepted more by maxLength"],
            faults.Select(fault => fault.Message).Order(StringComparer.Ordinal)
        );
    }

    static IReadOnlyList<ComposeServer.Streams.Models.ModelFault> Compare(string before, string after) =>
        SchemaGrowth.Compare((IpldMap)DocumentScene.Ipld(before), (IpldMap)DocumentScene.Ipld(after));
}
