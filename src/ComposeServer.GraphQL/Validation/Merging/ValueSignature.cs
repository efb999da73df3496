using System.Text;
using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Validation.Merging;

/// <summary>Text that is equal for literals with the same meaning: kinds and values, the fields of objects in any order.</summary>
static class ValueSignature
{
    public static string Of(ValueNode value)
    {
        var text = new StringBuilder();
        Append(text, value);
        return text.ToString();
    }

    static void Append(StringBuilder text, ValueNode value)
    {
        switch (value)
        {
            case ListValueNode list:
                text.Append('[');
                foreach (var item in list.Values)
                {
                    Append(text, item);
                    text.Append(',');
                }

                text.Append(']');
                break;
            case ObjectValueNode entries:
                text.Append('{');
                foreach (var field in entries.Fields.OrderBy(field => field.Name, StringComparer.Ordinal))
                {
                    text.Append(field.Name).Append(':');
                    Append(text, field.Value);
                    text.Append(',');
                }

                text.Append('}');
                break;
            default:
                // The printed form tells strings, numbers, names and variables apart, and block strings from others.
                text.Append(value.Kind).Append(' ').Append(Printer.Print(value));
                break;
        }
    }
}
