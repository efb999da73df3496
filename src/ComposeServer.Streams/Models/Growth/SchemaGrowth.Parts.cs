using System.Globalization;
using ComposeServer.Ipld;

namespace ComposeServer.Streams.Models.Growth;

/// <summary>Schemas within schemas, and the keywords that are not seen through.</summary>
sealed partial class SchemaGrowth
{
    /// <summary>They decide nothing. Definitions do so only where they are referred to.</summary>
    static readonly HashSet<string> Annotations = new(StringComparer.Ordinal)
    {
        "title",
        "description",
        "$comment",
        "default",
        "examples",
        "deprecated",
        "readOnly",
        "writeOnly",
        "$defs",
        "definitions",
        "contentEncoding",
        "contentMediaType",
        "contentSchema",
    };

    /// <summary>Compared by rules of their own.</summary>
    static readonly HashSet<string> Compared = new(StringComparer.Ordinal)
    {
        "$ref",
        "type",
        "enum",
        "const",
        "maximum",
        "minimum",
        "exclusiveMaximum",
        "exclusiveMinimum",
        "multipleOf",
        "maxLength",
        "minLength",
        "maxItems",
        "minItems",
        "maxProperties",
        "minProperties",
        "uniqueItems",
        "required",
        "properties",
        "additionalProperties",
        "items",
        "prefixItems",
        "allOf",
        "anyOf",
    };

    /// <summary>Where they go, never less is accepted.</summary>
    static readonly HashSet<string> Removable = new(StringComparer.Ordinal)
    {
        "pattern",
        "format",
        "not",
        "oneOf",
        "propertyNames",
        "dependentRequired",
        "dependentSchemas",
    };

    void CompareObjects(IpldMap before, IpldMap after, string path)
    {
        var required = Items(before, "required");
        foreach (var name in Items(after, "required"))
            if (!required.Contains(name))
                Tell(path, $"did not require {(name as IpldString)?.Value}");

        var old = Get(before, "properties") as IpldMap ?? IpldMap.Empty;
        var next = Get(after, "properties") as IpldMap ?? IpldMap.Empty;
        foreach (var (name, schema) in old.Entries)
            if (next.TryGet(name, out var found))
                Compare(schema, found, $"{path}.{name}");
            else if (schema is not IpldBool { Value: false })
                Tell(path, $"had the property {name}");

        // Where any member was accepted, a new property may be more particular than that.
        var isClosed =
            Get(before, "additionalProperties") is IpldBool { Value: false } && !before.Has("patternProperties");
        foreach (var (name, schema) in next.Entries)
            if (!isClosed && !old.Has(name))
                Compare(null, schema, $"{path}.{name}");
        Compare(
            Get(before, "additionalProperties"),
            Get(after, "additionalProperties"),
            $"{path}.additionalProperties"
        );
    }

    void CompareArrays(IpldMap before, IpldMap after, string path)
    {
        OneForOne(before, after, "prefixItems", path, mayGrow: false);
        Compare(Get(before, "items"), Get(after, "items"), $"{path}.items");
    }

    void CompareAlternatives(IpldMap before, IpldMap after, string path)
    {
        if (after.Has("allOf"))
            OneForOne(before, after, "allOf", path, mayGrow: false);
        if (after.Has("anyOf"))
            OneForOne(before, after, "anyOf", path, mayGrow: true);
    }

    void OneForOne(IpldMap before, IpldMap after, string keyword, string path, bool mayGrow)
    {
        var (old, next) = (Items(before, keyword), Items(after, keyword));
        if (old.Count > next.Count || (old.Count < next.Count && (!mayGrow || old.Count == 0)))
        {
            Narrower(path, keyword);
            return;
        }

        for (var i = 0; i < old.Count; i++)
            Compare(old[i], next[i], string.Create(CultureInfo.InvariantCulture, $"{path}.{keyword}.{i}"));
    }

    void CompareOthers(IpldMap before, IpldMap after, string path)
    {
        foreach (
            var key in before.Entries.Concat(after.Entries).Select(entry => entry.Key).Distinct(StringComparer.Ordinal)
        )
        {
            if (Annotations.Contains(key) || Compared.Contains(key))
                continue;
            var (old, next) = (Get(before, key), Get(after, key));
            if (next is null && Removable.Contains(key))
                continue;
            // An equal text may refer to what is no longer equal, and identifiers below the root move what references mean.
            if (
                old is null
                || !old.Equals(next)
                || RefersElsewhere(old)
                || key == "$dynamicRef"
                || (_depth > 1 && key is ("$id" or "$anchor"))
            )
                Tell(path, $"has {key}, which stays as it is");
        }
    }

    static bool RefersElsewhere(IpldValue value) => Uses(value, "$ref", "$dynamicRef");

    static bool Uses(IpldValue value, params string[] keywords) =>
        value switch
        {
            IpldMap map => map.Entries.Any(entry => keywords.Contains(entry.Key) || Uses(entry.Value, keywords)),
            IpldList list => list.Items.Any(item => Uses(item, keywords)),
            _ => false,
        };
}
