using ComposeServer.Ipld;

namespace ComposeServer.Streams.Models.Interfaces;

/// <summary>The rows for values without parts: strings and numbers.</summary>
sealed partial class SchemaMatch
{
    void CompareString(IpldMap want, IpldMap have, string path)
    {
        Const(want, have, path);
        Enum(want, have, path);
        if (want.TryGet("pattern", out _))
            Same(want, have, "pattern", path);
        var length = Get(have, "const") is IpldString fixedTo ? fixedTo.Value.Length : (double?)null;
        AtMost(want, have, "maxLength", path, length);
        AtLeast(want, have, "minLength", path, length);
    }

    void CompareNumber(IpldMap want, IpldMap have, string path)
    {
        Const(want, have, path);
        var value = Number(Get(have, "const"));
        AtMost(want, have, "maximum", path, value);
        AtLeast(want, have, "minimum", path, value);
        if (!(value < Number(Get(want, "exclusiveMaximum"))))
            AtMost(want, have, "exclusiveMaximum", path, null);
        if (!(value > Number(Get(want, "exclusiveMinimum"))))
            AtLeast(want, have, "exclusiveMinimum", path, null);
    }

    void Const(IpldMap want, IpldMap have, string path)
    {
        if (want.TryGet("const", out _))
            Same(want, have, "const", path);
    }

    void Enum(IpldMap want, IpldMap have, string path)
    {
        if (Get(want, "enum") is not IpldList allowed)
            return;
        var chosen = Get(have, "const") is { } only ? [only] : Items(have, "enum");
        if (chosen.Count == 0 || !chosen.All(allowed.Items.Contains))
            Fault("enum", path, allowed, Get(have, "const") ?? Get(have, "enum"));
    }

    bool Same(IpldMap want, IpldMap have, string property, string path)
    {
        var expected = Get(want, property);
        var actual = Get(have, property);
        if (Equals(expected, actual))
            return true;
        Fault(property, path, expected, actual);
        return false;
    }

    /// <param name="fixedTo">What the model's <c>const</c> amounts to, which may keep the bound by itself.</param>
    void AtMost(IpldMap want, IpldMap have, string property, string path, double? fixedTo)
    {
        if (Number(Get(want, property)) is { } bound && !(fixedTo <= bound) && !(Number(Get(have, property)) <= bound))
            Fault(property, path, Get(want, property), Get(have, property));
    }

    /// <inheritdoc cref="AtMost"/>
    void AtLeast(IpldMap want, IpldMap have, string property, string path, double? fixedTo)
    {
        if (Number(Get(want, property)) is { } bound && !(fixedTo >= bound) && !(Number(Get(have, property)) >= bound))
            Fault(property, path, Get(want, property), Get(have, property));
    }

    static double? Number(IpldValue? value) =>
        value switch
        {
            IpldInteger integer => (double)integer.Value,
            IpldFloat number => number.Value,
            _ => null,
        };
}
