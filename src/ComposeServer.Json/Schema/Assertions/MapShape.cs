using System.Buffers;
using System.Text.Json;
using ComposeServer.Json.Schema.Evaluate;
using ComposeServer.Json.Schema.Patterns;

namespace ComposeServer.Json.Schema.Assertions;

/// <summary>
/// <c>required</c>, <c>properties</c>, <c>patternProperties</c> and <c>additionalProperties</c> in one pass over the members, without
/// allocation. Gives the verdict only; <see cref="Members"/> and the others say what is wrong.
/// </summary>
sealed class MapShape : Assertion
{
    const int InlineWords = 16;

    readonly Utf8Names names;
    readonly SchemaNode?[] schemas;
    readonly int[] requiredBits;
    readonly int requiredCount;
    readonly KeyValuePair<EcmaPattern, SchemaNode>[] patterns;
    readonly SchemaNode? additional;

    /// <param name="declared">Members under <c>properties</c>.</param>
    /// <param name="required">Different names.</param>
    /// <param name="patterns">Members by pattern.</param>
    /// <param name="additional">All others; null accepts them.</param>
    public MapShape(
        KeyValuePair<string, SchemaNode>[] declared,
        string[] required,
        KeyValuePair<EcmaPattern, SchemaNode>[] patterns,
        SchemaNode? additional
    )
    {
        string[] all = [.. declared.Select(member => member.Key).Concat(required).Distinct(StringComparer.Ordinal)];
        var bySchema = declared.ToDictionary(StringComparer.Ordinal);
        names = new(all);
        schemas = Array.ConvertAll(all, name => bySchema.GetValueOrDefault(name));
        requiredBits = Array.ConvertAll(all, name => Array.IndexOf(required, name));
        requiredCount = required.Length;
        this.patterns = patterns;
        this.additional = additional;
    }

    public override bool Check(JsonElement value, ref Evaluation run)
    {
        var words = (requiredCount + 63) / 64;
        var rented = words > InlineWords ? ArrayPool<ulong>.Shared.Rent(words) : null;
        var seen = rented is null ? stackalloc ulong[InlineWords] : rented.AsSpan(0, words);
        seen.Clear();
        var left = requiredCount;
        var accepted = true;
        foreach (var member in value.EnumerateObject())
        {
            accepted = CheckMember(member, seen, ref left, ref run);
            if (!accepted)
                break;
        }
        if (rented is not null)
            ArrayPool<ulong>.Shared.Return(rented);
        return accepted && left == 0;
    }

    bool CheckMember(JsonProperty member, Span<ulong> seen, ref int left, ref Evaluation run)
    {
        var name = member.RawName();
        var at = names.Find(name);
        var isKnown = false;
        if (at >= 0)
        {
            if (requiredBits[at] is >= 0 and var bit && (seen[bit >> 6] & (1UL << bit)) == 0)
            {
                seen[bit >> 6] |= 1UL << bit;
                left--;
            }
            if (schemas[at] is { } schema)
            {
                isKnown = true;
                if (!schema.Check(member.Value, ref run))
                    return false;
            }
        }
        foreach (var (pattern, schema) in patterns)
        {
            if (!pattern.IsMatch(name, ref run))
                continue;
            isKnown = true;
            if (!schema.Check(member.Value, ref run))
                return false;
        }
        return isKnown || additional is null || additional.Check(member.Value, ref run);
    }
}
