using System.Collections.Immutable;
using System.Globalization;

namespace ComposeServer.GraphQL.Language;

/// <summary>A literal or a variable in value position.</summary>
public abstract class ValueNode : SyntaxNode
{
    private protected ValueNode() { }
}

/// <summary><c>$name</c></summary>
public sealed class VariableNode : ValueNode, INamedNode
{
    public required string Name { get; init; }
    public Location NameLocation { get; init; }
    public override SyntaxKind Kind => SyntaxKind.Variable;

    internal override void VisitChildren(SyntaxVisitor visitor) { }
}

/// <summary>An integer literal, of any size.</summary>
public sealed class IntValueNode : ValueNode
{
    /// <summary>The digits as written.</summary>
    public required string Value { get; init; }
    public override SyntaxKind Kind => SyntaxKind.IntValue;

    public static IntValueNode Of(long value) => new() { Value = value.ToString(CultureInfo.InvariantCulture) };

    internal override void VisitChildren(SyntaxVisitor visitor) { }
}

/// <summary>A number literal with a fraction or an exponent.</summary>
public sealed class FloatValueNode : ValueNode
{
    /// <summary>The number as written.</summary>
    public required string Value { get; init; }
    public override SyntaxKind Kind => SyntaxKind.FloatValue;

    internal override void VisitChildren(SyntaxVisitor visitor) { }
}

/// <summary>A quoted string or a block string.</summary>
public sealed class StringValueNode : ValueNode
{
    /// <summary>The text, unescaped, and without common indentation if it was a block.</summary>
    public required string Value { get; init; }

    /// <summary>True for the form with three quotes.</summary>
    public bool IsBlock { get; init; }
    public override SyntaxKind Kind => SyntaxKind.StringValue;

    internal override void VisitChildren(SyntaxVisitor visitor) { }
}

/// <summary><c>true</c> or <c>false</c></summary>
public sealed class BooleanValueNode : ValueNode
{
    public required bool Value { get; init; }
    public override SyntaxKind Kind => SyntaxKind.BooleanValue;

    internal override void VisitChildren(SyntaxVisitor visitor) { }
}

/// <summary><c>null</c></summary>
public sealed class NullValueNode : ValueNode
{
    public override SyntaxKind Kind => SyntaxKind.NullValue;

    internal override void VisitChildren(SyntaxVisitor visitor) { }
}

/// <summary>A bare name as a value.</summary>
public sealed class EnumValueNode : ValueNode
{
    public required string Value { get; init; }
    public override SyntaxKind Kind => SyntaxKind.EnumValue;

    internal override void VisitChildren(SyntaxVisitor visitor) { }
}

/// <summary><c>[a, b]</c></summary>
public sealed class ListValueNode : ValueNode
{
    public ImmutableArray<ValueNode> Values { get; init; } = [];
    public override SyntaxKind Kind => SyntaxKind.ListValue;

    internal override void VisitChildren(SyntaxVisitor visitor) => visitor.VisitAll(Values);
}

/// <summary><c>{a: 1, b: 2}</c>; names may repeat before validation.</summary>
public sealed class ObjectValueNode : ValueNode
{
    public ImmutableArray<ObjectFieldNode> Fields { get; init; } = [];
    public override SyntaxKind Kind => SyntaxKind.ObjectValue;

    internal override void VisitChildren(SyntaxVisitor visitor) => visitor.VisitAll(Fields);
}

/// <summary>One <c>name: value</c> of an object literal.</summary>
public sealed class ObjectFieldNode : SyntaxNode, INamedNode
{
    public required string Name { get; init; }
    public Location NameLocation { get; init; }
    public required ValueNode Value { get; init; }
    public override SyntaxKind Kind => SyntaxKind.ObjectField;

    internal override void VisitChildren(SyntaxVisitor visitor) => visitor.Visit(Value);
}
