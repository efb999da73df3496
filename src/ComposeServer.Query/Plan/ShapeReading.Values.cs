using System.Collections.Immutable;
using System.Text;
using ComposeServer.Composites.Runtime;
using ComposeServer.GraphQL.Operations;
using ComposeServer.GraphQL.Types;
using ComposeServer.Query.Schema;

namespace ComposeServer.Query.Plan;

/// <summary>Values of documents.</summary>
sealed partial class ShapeReading
{
    ValueShape? Value(FieldSelection selection, GraphQLType type, RuntimeField.Content content)
    {
        var isNonNull = type is NonNullType;
        switch (type.Nullable)
        {
            case ListType list when content is RuntimeField.List { Item: var item } && !selection.IsStreamed:
                return Value(selection, list.OfType, item) is { } inner ? new ValueShape.List(inner, isNonNull) : null;
            case LeafType leaf:
                var rule = RuleOf(leaf);
                return new ValueShape.Leaf(leaf, rule, KnownOf(leaf, rule), isNonNull);
            case ObjectType when content is RuntimeField.Scalar { Type: RuntimeScalar.Did }:
                return Account(selection, null, 0) is { } members ? new ValueShape.Account(members, isNonNull) : null;
            case ObjectType embedded when content is RuntimeField.Object:
                return Embedded(selection, embedded, isNonNull);
            default:
                return null;
        }
    }

    ValueShape.Object? Embedded(FieldSelection selection, ObjectType type, bool isNonNull)
    {
        if (selection.Selections is not { IsInParts: false } selections)
            return null;
        var members = ImmutableArray.CreateBuilder<Member<ObjectPart>>();
        var fields = new FieldNames();
        foreach (var field in selections.For(type))
        {
            if (field.IsTypeName)
                members.Add(Member<ObjectPart>.TypeName(field));
            else if (
                RoleOf(field) is FieldRole.Content content
                && Value(field, field.Field.Type, content.Type) is { } value
            )
                members.Add(Member<ObjectPart>.Of(field, new(fields.Add(content.Field), value)));
            else
                return null;
        }

        return new(members.DrainToImmutable(), fields.ToArray(), isNonNull);
    }

    static LeafRule RuleOf(LeafType type) =>
        type switch
        {
            _ when ReferenceEquals(type, BuiltInScalars.String) || ReferenceEquals(type, BuiltInScalars.Id) =>
                LeafRule.Text,
            _ when ReferenceEquals(type, BuiltInScalars.Boolean) => LeafRule.Boolean,
            _ when ReferenceEquals(type, BuiltInScalars.Int) => LeafRule.Integer,
            _ when ReferenceEquals(type, BuiltInScalars.Float) => LeafRule.Float,
            _ when ReferenceEquals(type, DocumentScalars.Output(RuntimeScalar.DateTime)) => LeafRule.UtcTime,
            EnumType => LeafRule.Known,
            ScalarType { Coercion: var coercion } when ReferenceEquals(coercion, ScalarCoercion.Any) => LeafRule.Text,
            _ => LeafRule.Typed,
        };

    static ImmutableArray<byte[]> KnownOf(LeafType type, LeafRule rule) =>
        rule == LeafRule.Known && type is EnumType values
            ?
            [
                .. values
                    .Values.Where(value => value.Value is string text && text == value.Name)
                    .Select(value => Encoding.UTF8.GetBytes($"\"{value.Name}\"")),
            ]
            : [];
}
