using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Types;

public sealed partial class SchemaPrinter
{
    const string Indent = "  ";

    void WriteContainer(string keyword, FieldsContainerType type)
    {
        text.Append(keyword).Append(type.Name);
        if (type.Interfaces.Count > 0)
        {
            text.Append(" implements ").AppendJoin(" & ", type.Interfaces);
        }

        WriteBlock(type.Fields, field => field.Description, WriteField);
    }

    void WriteBlock<TItem>(IReadOnlyList<TItem> items, Func<TItem, string?> description, Action<TItem> write)
    {
        if (items.Count == 0)
        {
            return;
        }

        text.Append(" {\n");
        for (var i = 0; i < items.Count; i++)
        {
            text.Append(i == 0 ? "" : "\n");
            WriteDescription(description(items[i]), Indent, isFirst: i == 0);
            text.Append(Indent);
            write(items[i]);
        }

        text.Append("\n}");
    }

    void WriteField(FieldDefinition field)
    {
        text.Append(field.Name);
        WriteArguments(field.Arguments, Indent);
        text.Append(": ").Append(field.Type);
        WriteDeprecated(field.DeprecationReason);
    }

    void WriteEnumValue(EnumValue value)
    {
        text.Append(value.Name);
        WriteDeprecated(value.DeprecationReason);
    }

    void WriteInput(InputValueDefinition input)
    {
        text.Append(input.Name).Append(": ").Append(input.Type);
        if (input.Default?.ToLiteral(input.Type) is { } literal)
        {
            text.Append(" = ").Append(Printer.Print(literal));
        }

        WriteDeprecated(input.DeprecationReason);
    }

    void WriteArguments(NamedList<ArgumentDefinition> arguments, string indent)
    {
        if (arguments.Count == 0)
        {
            return;
        }

        var isOneLine = arguments.All(argument => string.IsNullOrEmpty(argument.Description));
        text.Append(isOneLine ? "(" : "(\n");
        for (var i = 0; i < arguments.Count; i++)
        {
            if (isOneLine)
            {
                text.Append(i == 0 ? "" : ", ");
            }
            else
            {
                text.Append(i == 0 ? "" : "\n");
                WriteDescription(arguments[i].Description, Indent + indent, isFirst: i == 0);
                text.Append(Indent).Append(indent);
            }

            WriteInput(arguments[i]);
        }

        text.Append(isOneLine ? ")" : $"\n{indent})");
    }

    /// <summary>A description before its definition; inside blocks with an empty line before it, except at the start.</summary>
    void WriteDescription(string? description, string indent = "", bool isFirst = true)
    {
        if (description is null)
        {
            return;
        }

        var node = new StringValueNode { Value = description, IsBlock = BlockString.CanHold(description) };
        text.Append(indent.Length > 0 && !isFirst ? "\n" : "").Append(indent);
        text.Append(Printer.Print(node).Replace("\n", "\n" + indent, StringComparison.Ordinal)).Append('\n');
    }

    void WriteDeprecated(string? reason)
    {
        if (reason is null)
        {
            return;
        }

        text.Append(" @deprecated");
        if (!string.Equals(reason, BuiltInDirectives.DefaultDeprecationReason, StringComparison.Ordinal))
        {
            text.Append("(reason: ");
            QuotedString.Append(text, reason);
            text.Append(')');
        }
    }

    void WriteSpecifiedBy(string? url)
    {
        if (url is not null)
        {
            text.Append(" @specifiedBy(url: ");
            QuotedString.Append(text, url);
            text.Append(')');
        }
    }
}
