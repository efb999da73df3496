using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ComposeServer.GraphQL.Types;

/// <summary>Values as error messages show them: JavaScript spelling, cut after ten items and two levels.</summary>
public static class Inspection
{
    const int ItemsMax = 10;
    const int DepthMax = 2;

    /// <summary>Shows a CLR or JSON value.</summary>
    public static string Of(object? value)
    {
        var text = new StringBuilder();
        Append(text, value, depth: 0);
        return text.ToString();
    }

    static void Append(StringBuilder text, object? value, int depth)
    {
        switch (value is JsonElement json ? UntypedValue.FromJson(json) : value)
        {
            case null:
                text.Append("null");
                break;
            case bool flag:
                text.Append(flag ? "true" : "false");
                break;
            case string word:
                text.Append(Quote(word));
                break;
            case double number:
                text.Append(NumberText.Of(number));
                break;
            case float number:
                text.Append(NumberText.Of(number));
                break;
            case IDictionary<string, object?> entries:
                AppendObject(text, [.. entries], depth);
                break;
            case IReadOnlyDictionary<string, object?> entries:
                AppendObject(text, [.. entries], depth);
                break;
            case IEnumerable items:
                AppendArray(text, [.. items.Cast<object?>()], depth);
                break;
            case IFormattable formattable:
                text.Append(formattable.ToString(format: null, CultureInfo.InvariantCulture));
                break;
            case var other:
                text.Append(other);
                break;
        }
    }

    static void AppendObject(StringBuilder text, List<KeyValuePair<string, object?>> entries, int depth)
    {
        if (entries.Count == 0)
        {
            text.Append("{}");
            return;
        }

        if (depth >= DepthMax)
        {
            text.Append("[Object]");
            return;
        }

        text.Append("{ ");
        for (var i = 0; i < entries.Count; i++)
        {
            text.Append(i == 0 ? "" : ", ").Append(entries[i].Key).Append(": ");
            Append(text, entries[i].Value, depth + 1);
        }

        text.Append(" }");
    }

    static void AppendArray(StringBuilder text, List<object?> items, int depth)
    {
        if (items.Count == 0)
        {
            text.Append("[]");
            return;
        }

        if (depth >= DepthMax)
        {
            text.Append("[Array]");
            return;
        }

        text.Append('[');
        for (var i = 0; i < Math.Min(ItemsMax, items.Count); i++)
        {
            text.Append(i == 0 ? "" : ", ");
            Append(text, items[i], depth + 1);
        }

        var rest = items.Count - ItemsMax;
        if (rest > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $", ... {rest} more item{(rest == 1 ? "" : "s")}");
        }

        text.Append(']');
    }

    // As JSON.stringify writes strings: nothing beyond what JSON demands is escaped.
    static string Quote(string word)
    {
        var text = new StringBuilder(word.Length + 2).Append('"');
        for (var i = 0; i < word.Length; i++)
        {
            var c = word[i];
            if (i + 1 < word.Length && char.IsSurrogatePair(c, word[i + 1]))
            {
                text.Append(c).Append(word[++i]);
                continue;
            }

            text.Append(
                c switch
                {
                    '"' => "\\\"",
                    '\\' => "\\\\",
                    '\b' => "\\b",
                    '\f' => "\\f",
                    '\n' => "\\n",
                    '\r' => "\\r",
                    '\t' => "\\t",
                    < ' ' => $"\\u{(int)c:x4}",
                    _ when char.IsSurrogate(c) => $"\\u{(int)c:x4}",
                    _ => c.ToString(),
                }
            );
        }

        return text.Append('"').ToString();
    }
}
