using System.Buffers;
using System.Text.Json;
using ComposeServer.GraphQL.Diagnostics;
using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Operations;
using ComposeServer.Tests.GraphQL.Validation;
using FsCheck;
using FsCheck.Fluent;

namespace ComposeServer.Tests.GraphQL.Execution;

/// <summary>Whatever is sent, the answer is a well-formed response.</summary>
public class FuzzTests
{
    static readonly string[] Sources =
    [
        "query A($a: Int = 1, $b: [Point!]!, $c: Boolean!) { count(of: $a) @skip(if: $c) at(point: { x: 1, inner: { x: $a } }) ...F } fragment F on Query { person(id: \"1\") { ...P } } fragment P on Person { id friends(first: 2) { name(short: true) pet { ... on Dog { barks } ... on Cat { lives } } } }",
        "mutation M { rename(id: 5) { id } } subscription S { removed }",
        "{ __schema { types { name fields { name type { ofType { name } } } } } __type(name: \"Dog\") { name } mood(is: SAD) pick(one: { byId: 3 }) }",
        "query ($x: Unknown) @once @once { a: count a: must(value: $y) ... on Named { name } ...Missing unknown { deep } }",
    ];

    static readonly string[] Words =
    [
        "{",
        "}",
        "(",
        ")",
        "[",
        "]",
        "$",
        "@",
        "...",
        ":",
        "!",
        "=",
        "|",
        "&",
        "on",
        "fragment",
        "query",
        "null",
        "true",
        "1",
        "-1.5e9",
        "\"x\"",
        "\"\"\"b\"\"\"",
        "SAD",
        "$a",
        "F",
        "id",
        "person",
        "__typename",
        "\\",
        "\u0000",
        "é",
        "#",
        "\n",
    ];

    readonly RequestExecutor executor = new(Verdict.Schema, new ExecutionOptions(), TimeProvider.System);

    [Fact]
    public void Documents_with_words_changed_are_answered() =>
        Prop.ForAll(
                Gen.Choose(0, 10_000).ArrayOf(12).ToArbitrary(),
                choices => IsAnswered(GraphQLRequest.Of(Changed(choices)))
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));

    [Fact]
    public void Documents_made_by_chance_are_answered() =>
        Prop.ForAll(
                Gen.Choose(0, 1_000).ArrayOf(80).ToArbitrary(),
                choices => IsAnswered(GraphQLRequest.Of(ChosenDocument.Of(choices)))
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void Bytes_of_any_kind_are_answered() =>
        Prop.ForAll(
                Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf(60).ToArbitrary(),
                bytes => IsAnswered(new GraphQLRequest { Query = bytes })
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    [Fact]
    public void Bodies_with_bytes_changed_are_read_or_refused() =>
        Prop.ForAll(
                Gen.Choose(0, 100_000).ArrayOf(6).ToArbitrary(),
                choices =>
                {
                    var body =
                        """{"query":"query ($a: Int) { count(of: $a) }","variables":{"a":[1,"\ud83d\ude00",{"b":null}]},"extensions":{}}"""u8.ToArray();
                    foreach (var choice in choices)
                    {
                        body[choice % body.Length] = (byte)(choice / body.Length);
                    }

                    return !GraphQLRequest.TryRead(body, out var request, out _) || IsAnswered(request);
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Theory]
    [InlineData("1")]
    [InlineData("-0.0")]
    [InlineData("1e999")]
    [InlineData("\"\\u0000\"")]
    [InlineData("[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]")]
    [InlineData("{\"x\":{\"x\":{\"x\":1}}}")]
    [InlineData("{\"\":null,\"__proto__\":{}}")]
    [InlineData("true")]
    public void Variables_of_any_kind_are_answered_for_every_type(string value)
    {
        foreach (var type in new[] { "Int", "Int!", "[Int]", "Mood", "Point", "[Point!]!", "Choice", "ID", "Boolean" })
        {
            var variables = JsonElement.Parse("{\"v\":" + value + "}");
            Assert.True(
                IsAnswered(GraphQLRequest.Of($"query ($v: {type}) {{ count @skip(if: true) }}", variables: variables))
            );
            Assert.True(
                IsAnswered(
                    GraphQLRequest.Of($"query ($v: {type}) {{ count(of: $v) mood(is: $v) }}", variables: variables)
                )
            );
        }
    }

    public static TheoryData<string, string> Bombs =>
        new()
        {
            { "aliases", $"{{ person {{ {Repeated(2_000, i => $"a{i}: name")} }} }}" },
            {
                "doubling fragments",
                $"{{ person {{ ...F0 }} }} {Repeated(30, i => $"fragment F{i} on Person {{ ...F{i + 1} friends {{ ...F{i + 1} }} }}")} fragment F30 on Person {{ id }}"
            },
            { "depth", $"{{ person {Repeated(90, _ => "{ friends")} {{ id }} {new string('}', 91)}" },
            { "nesting", string.Concat(Enumerable.Repeat("{a", 20_000)) },
            { "lists", "{ count(of: " + new string('[', 40_000) },
            { "directives", $"{{ count {Repeated(1_000, _ => "@skip(if: true)")} }}" },
            {
                "introspection",
                $"{{ __schema {{ types {Repeated(10, _ => "{ fields { type")} {{ name }} {new string('}', 22)}"
            },
            { "tokens", "{" + Repeated(20_000, _ => "a") },
        };

    [Theory]
    [MemberData(nameof(Bombs))]
    public void A_document_made_to_exhaust_the_server_is_refused_for_its_size(string what, string document)
    {
        var output = new ArrayBufferWriter<byte>();

        var answered = executor.ExecuteAsync(GraphQLRequest.Of(document), state: null, output, CancellationToken.None);

        Assert.True(answered.IsCompletedSuccessfully, what);
        using var response = JsonDocument.Parse(output.WrittenMemory);
        var error = Assert.Single(response.RootElement.GetProperty("errors").EnumerateArray());
        Assert.Equal(ErrorCodes.LimitExceeded, error.GetProperty("extensions").GetProperty("code").GetString());
    }

    static string Repeated(int count, Func<int, string> item) =>
        string.Join(' ', Enumerable.Range(0, count).Select(item));

    bool IsAnswered(GraphQLRequest request)
    {
        var output = new ArrayBufferWriter<byte>();
        var answered = executor.ExecuteAsync(request, state: null, output, CancellationToken.None);

        // Nothing here waits: there are no resolvers that do.
        Assert.True(answered.IsCompleted);
        using var response = JsonDocument.Parse(output.WrittenMemory);
        return !response.RootElement.TryGetProperty("errors", out var errors)
            || errors.EnumerateArray().All(IsComplete);
    }

    static bool IsComplete(JsonElement error) =>
        error.GetProperty("message").GetString()!.Length > 0
        && ErrorCodes.All.Contains(error.GetProperty("extensions").GetProperty("code").GetString()!);

    static string Changed(int[] choices)
    {
        var words = Sources[choices[0] % Sources.Length].Split(' ').ToList();
        for (var i = 1; i + 2 < choices.Length && words.Count > 0; i += 3)
        {
            var place = choices[i] % words.Count;
            switch (choices[i + 1] % 4)
            {
                case 0:
                    words.RemoveAt(place);
                    break;
                case 1:
                    words.Insert(place, Words[choices[i + 2] % Words.Length]);
                    break;
                case 2:
                    words.Insert(place, words[choices[i + 2] % words.Count]);
                    break;
                default:
                    words[place] = words[choices[i + 2] % words.Count];
                    break;
            }
        }

        return string.Join(' ', words);
    }
}
