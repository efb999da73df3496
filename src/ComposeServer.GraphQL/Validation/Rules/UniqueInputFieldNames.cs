using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Validation.Rules;

/// <summary>A field of an input object is given once. Source: October 2021, 5.6.3.</summary>
sealed class UniqueInputFieldNames(ValidationContext context) : ValidationRule
{
    readonly Stack<Dictionary<string, Location>> open = new();

    public override void EnterValue(ValueNode value)
    {
        if (value is ObjectValueNode)
        {
            open.Push(new(StringComparer.Ordinal));
        }
    }

    public override void LeaveValue(ValueNode value)
    {
        if (value is ObjectValueNode)
        {
            open.Pop();
        }
    }

    public override void EnterObjectField(ObjectFieldNode field)
    {
        if (!open.Peek().TryAdd(field.Name, field.NameLocation))
        {
            context.Report(
                $"There can be only one input field named \"{field.Name}\".",
                open.Peek()[field.Name],
                field.NameLocation
            );
        }
    }
}
