using System.Text.Json;
using ComposeServer.Json.Schema.Evaluate;

namespace ComposeServer.Json.Schema.Assertions;

/// <summary><c>const</c>.</summary>
sealed class ConstantValue(JsonElement constant) : Assertion
{
    public override bool Check(JsonElement value, ref Evaluation run) =>
        JsonEquality.AreEqual(value, constant) || run.Fail("must be equal to constant");
}

/// <summary><c>enum</c>. Texts, the common case, are found by hash.</summary>
sealed class AllowedValues : Assertion
{
    readonly Utf8Names texts;
    readonly JsonElement[] others;

    public AllowedValues(IEnumerable<JsonElement> allowed)
    {
        var all = allowed.ToArray();
        texts = new([
            .. all.Where(value => value.ValueKind == JsonValueKind.String)
                .Select(value => value.Text())
                .Distinct(StringComparer.Ordinal),
        ]);
        others = Array.FindAll(all, value => value.ValueKind != JsonValueKind.String);
    }

    public override bool Check(JsonElement value, ref Evaluation run)
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            if (texts.Find(value.RawText()) >= 0)
                return true;
        }
        else
        {
            foreach (var other in others)
            {
                if (JsonEquality.AreEqual(value, other))
                    return true;
            }
        }
        return run.Fail("must be equal to one of the allowed values");
    }
}
