using System.Text.Json;
using ComposeServer.Conformance.Differential;
using ComposeServer.Conformance.GraphQL.Differential.Generation;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.Conformance.GraphQL.Differential;

/// <summary>Generated requests to generated schemas with made data: whole responses, byte for byte.</summary>
public class ExecutedDocumentTests(ReferenceEngine reference) : IClassFixture<ReferenceEngine>
{
    const int PerSchema = 10;

    static readonly string[] Positions =
    [
        "argument",
        "list element",
        "input field",
        "directive argument",
        "inside a custom scalar",
        "@skip",
        "@include",
        "with a default",
    ];
    static readonly string[] Others =
    [
        "query",
        "mutation",
        "subscription",
        "fragment on interface",
        "fragment on union",
        "fragment on type",
        "inline fragment on interface",
        "inline fragment on union",
        "inline fragment on type",
        "alias",
        "several operations",
        "executed",
        "field error",
        "request error",
        "wrong variables",
        "null passed through three levels",
        "null of the whole response",
    ];

    readonly Buckets buckets = new();

    [Fact]
    public async Task A_request_gets_the_response_of_the_reference_implementation_byte_for_byte()
    {
        var cases = CaseCount.Share("executed documents", percent: 36);
        var faults = new List<string>();

        for (var number = 0; number < cases; number += PerSchema)
        {
            var chance = Chance.ForCase(1_000_000 + number);
            var text = SchemaGenerator.Make(chance);
            var sdl = text.ToString();
            var questions = Enumerable
                .Range(0, PerSchema)
                .Select(one => Ask(text, chance, $"{number + one}"))
                .ToArray();
            var asked = reference.AskAsync(sdl, describes: false, questions);
            var schema = SchemaFromSdl.Build(sdl).Schema;
            var answer = await asked;
            if (schema is null || answer.Faults.Length > 0)
            {
                faults.Add($"case {number}: no schema, reference: {string.Join('\n', answer.Faults)}\n{sdl}");
                continue;
            }

            foreach (var (question, theirs) in questions.Zip(answer.Answers))
            {
                Count(theirs);
                if (await CompareAsync(schema, question, theirs) is { } fault)
                    faults.Add($"case {question.Seed}: {fault}\n{question.Document}\n{question.Variables}\n{sdl}");
            }
        }

        CaseCount.AssertNone(faults);
        buckets.AssertFilled(least: 20, [.. Positions, .. Others]);
    }

    Question Ask(SchemaText schema, Chance chance, string seed)
    {
        var document = DocumentGenerator.Make(schema, chance);
        var operations = document.Text.Operations;
        var meant = chance.Of(operations);
        var name = chance.OneIn(30) ? chance.Of("Nobody", "", null) : meant.Name;
        var isWrong = chance.OneIn(4);
        buckets.Count(document.Positions);
        buckets.Count(document.Text.Fragments.Select(one => $"fragment on {schema.Find(one.Type)!.Keyword}"));
        buckets.Count(
            document
                .Text.Selections.Where(one => one is { IsInline: true, Condition: not null })
                .Select(one => $"inline fragment on {schema.Find(one.Condition!)!.Keyword}")
        );
        buckets.Count(operations.Select(one => one.Keyword));
        if (document.Text.Selections.Any(one => one.Alias is not null))
            buckets.Count("alias");
        if (operations.Count > 1)
            buckets.Count("several operations");
        var values = new VariableValues(schema, chance, wrongOneIn: isWrong ? 5 : 0).Of(meant.Variables);
        return new($"{document.Text}", name, values, seed);
    }

    static async Task<string?> CompareAsync(Schema schema, Question question, RequestAnswer theirs)
    {
        var (ok, error, document) = OwnEngine.Parse(question.Document);
        if (Difference.Between("print", new(theirs.Parsed.Ok, theirs.Parsed.Error), new(ok, error)) is { } fault)
            return fault;
        var errors = OwnEngine.Validate(schema, document!);
        fault = Difference.Between(
            "verdict",
            new(string.Join('\n', theirs.Errors!), null),
            new(string.Join('\n', errors), null)
        );
        if (fault is not null || theirs.Response is not { } response)
            return fault;
        var request = OwnEngine.Request(question.Document, question.Operation, question.Variables, question.Seed!);
        var ours = await OwnEngine.ExecuteAsync(schema, request);
        var later = await OwnEngine.ExecuteAsync(schema, request, inBatches: true);
        return Difference.Between("response", new(response, null), new(ours, null))
            ?? Difference.Between("data made level by level", new(Data(response), null), new(Data(later), null));
    }

    static string Data(string response) =>
        JsonElement.Parse(response).TryGetProperty("data", out var data) ? data.GetRawText() : "none";

    void Count(RequestAnswer answer)
    {
        if (answer.Response is not { } text)
            return;
        var response = JsonElement.Parse(text);
        buckets.Count("executed");
        if (!response.TryGetProperty("errors", out var errors))
            return;
        if (!response.TryGetProperty("data", out var data))
        {
            buckets.Count("request error");
            if (text.Contains("got invalid value", StringComparison.Ordinal))
                buckets.Count("wrong variables");
            return;
        }

        buckets.Count("field error");
        if (data.ValueKind == JsonValueKind.Null)
            buckets.Count("null of the whole response");
        foreach (var error in errors.EnumerateArray())
        {
            if (error.TryGetProperty("path", out var path) && Levels(data, [.. path.EnumerateArray()]) >= 3)
                buckets.Count("null passed through three levels");
        }
    }

    /// <summary>How far above the place of an error the null is that came of it.</summary>
    static int Levels(JsonElement data, JsonElement[] path)
    {
        var passed = 0;
        foreach (var step in path)
        {
            if (data.ValueKind == JsonValueKind.Null)
                break;
            data = step.ValueKind == JsonValueKind.Number ? data[step.GetInt32()] : data.GetProperty(step.GetString()!);
            passed++;
        }

        return path.Length - passed;
    }
}
