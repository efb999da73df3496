using System.Collections.Immutable;
using System.Text;

namespace ComposeServer.GraphQL.Language;

/// <summary>Writes syntax trees as source text, letter for letter like the reference implementation.</summary>
public sealed partial class Printer
{
    // Arguments of a field go on lines of their own when the field would be longer than this.
    const int LineLengthMax = 80;
    const int IndentWidth = 2;

    readonly StringBuilder text = new();
    int indent;

    Printer() { }

    /// <summary>The source text of a node and everything under it.</summary>
    public static string Print(SyntaxNode node)
    {
        var printer = new Printer();
        printer.Write(node);
        return printer.text.ToString();
    }

    void Write(SyntaxNode node)
    {
        switch (node)
        {
            case DocumentNode document:
                WriteJoined(document.Definitions, "\n\n");
                break;
            case ExecutableDefinitionNode executable:
                WriteExecutable(executable);
                break;
            case TypeSystemNode typeSystem:
                WriteTypeSystem(typeSystem);
                break;
            case ValueNode value:
                WriteValue(value);
                break;
            case TypeNode type:
                WriteType(type);
                break;
            default:
                WritePart(node);
                break;
        }
    }

    void WriteValue(ValueNode value)
    {
        switch (value)
        {
            case VariableNode node:
                text.Append('$').Append(node.Name);
                break;
            case IntValueNode node:
                text.Append(node.Value);
                break;
            case FloatValueNode node:
                text.Append(node.Value);
                break;
            case StringValueNode { IsBlock: true } node:
                WriteLines(BlockString.Print(node.Value));
                break;
            case StringValueNode node:
                QuotedString.Append(text, node.Value);
                break;
            case BooleanValueNode node:
                text.Append(node.Value ? "true" : "false");
                break;
            case NullValueNode:
                text.Append("null");
                break;
            case EnumValueNode node:
                text.Append(node.Value);
                break;
            case ListValueNode node:
                text.Append('[');
                WriteJoined(node.Values, ", ");
                text.Append(']');
                break;
            case ObjectValueNode node:
                text.Append('{');
                WriteJoined(node.Fields, ", ");
                text.Append('}');
                break;
        }
    }

    void WriteType(TypeNode type)
    {
        switch (type)
        {
            case ListTypeNode list:
                text.Append('[');
                WriteType(list.Type);
                text.Append(']');
                break;
            case NonNullTypeNode nonNull:
                WriteType(nonNull.Type);
                text.Append('!');
                break;
            case NamedTypeNode named:
                text.Append(named.Name);
                break;
        }
    }

    void WriteDescription(StringValueNode? description)
    {
        if (description is not null)
        {
            WriteValue(description);
            NewLine();
        }
    }

    void WriteDirectives(ImmutableArray<DirectiveNode> directives)
    {
        foreach (var directive in directives)
        {
            text.Append(' ');
            WritePart(directive);
        }
    }

    void WriteJoined<TNode>(ImmutableArray<TNode> nodes, string separator)
        where TNode : SyntaxNode
    {
        for (var i = 0; i < nodes.Length; i++)
        {
            text.Append(i == 0 ? "" : separator);
            Write(nodes[i]);
        }
    }

    /// <summary>Nodes in brackets, one per line and indented; nothing when there are none.</summary>
    void WriteBlock<TNode>(string open, ImmutableArray<TNode> nodes, string close, bool isIndented = true)
        where TNode : SyntaxNode
    {
        if (nodes.IsEmpty)
        {
            return;
        }

        var width = isIndented ? IndentWidth : 0;
        text.Append(open);
        indent += width;
        foreach (var node in nodes)
        {
            NewLine();
            Write(node);
        }

        indent -= width;
        NewLine();
        text.Append(close);
    }

    void WriteLines(string lines)
    {
        foreach (var c in lines)
        {
            if (c == '\n')
            {
                NewLine();
            }
            else
            {
                text.Append(c);
            }
        }
    }

    void NewLine() => text.Append('\n').Append(' ', indent);
}
