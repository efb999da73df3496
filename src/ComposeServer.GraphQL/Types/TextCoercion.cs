using System.Globalization;
using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Types;

sealed class StringCoercion : ScalarCoercion
{
    public override LeafResult ParseLiteral(ValueNode literal, IReadOnlyDictionary<string, object?>? variables) =>
        literal is StringValueNode node ? LeafResult.Of(node.Value) : NotText(Printer.Print(literal));

    public override LeafResult ParseUntyped(object? value) =>
        value is string ? LeafResult.Of(value) : NotText(Inspection.Of(value));

    public override LeafResult Serialize(object value) =>
        PlainValue.Of(value) switch
        {
            string text => LeafResult.Of(text),
            bool flag => LeafResult.Of(flag ? "true" : "false"),
            double number when double.IsFinite(number) => LeafResult.Of(NumberText.Of(number)),
            var other => LeafResult.Fail($"String cannot represent value: {Inspection.Of(other)}"),
        };

    static LeafResult NotText(string shown) => LeafResult.Fail($"String cannot represent a non string value: {shown}");
}

sealed class BooleanCoercion : ScalarCoercion
{
    public override LeafResult ParseLiteral(ValueNode literal, IReadOnlyDictionary<string, object?>? variables) =>
        literal is BooleanValueNode node ? LeafResult.Of(node.Value) : NotBoolean(Printer.Print(literal));

    public override LeafResult ParseUntyped(object? value) =>
        value is bool ? LeafResult.Of(value) : NotBoolean(Inspection.Of(value));

    public override LeafResult Serialize(object value) =>
        PlainValue.Of(value) switch
        {
            bool flag => LeafResult.Of(flag),
            double number when double.IsFinite(number) => LeafResult.Of(number != 0),
            var other => NotBoolean(Inspection.Of(other)),
        };

    static LeafResult NotBoolean(string shown) =>
        LeafResult.Fail($"Boolean cannot represent a non boolean value: {shown}");
}

sealed class IdCoercion : ScalarCoercion
{
    public override LeafResult ParseLiteral(ValueNode literal, IReadOnlyDictionary<string, object?>? variables) =>
        literal switch
        {
            StringValueNode node => LeafResult.Of(node.Value),
            IntValueNode node => LeafResult.Of(node.Value),
            _ => LeafResult.Fail($"ID cannot represent a non-string and non-integer value: {Printer.Print(literal)}"),
        };

    public override LeafResult ParseUntyped(object? value) =>
        value switch
        {
            string => LeafResult.Of(value),
            double number when double.IsInteger(number) => LeafResult.Of(NumberText.Of(number)),
            _ => NotId(value),
        };

    public override LeafResult Serialize(object value) =>
        value switch
        {
            long number => LeafResult.Of(number.ToString(CultureInfo.InvariantCulture)),
            _ => PlainValue.Of(value) switch
            {
                string text => LeafResult.Of(text),
                double number when double.IsInteger(number) => LeafResult.Of(NumberText.Of(number)),
                var other => NotId(other),
            },
        };

    static LeafResult NotId(object? value) => LeafResult.Fail($"ID cannot represent value: {Inspection.Of(value)}");
}
