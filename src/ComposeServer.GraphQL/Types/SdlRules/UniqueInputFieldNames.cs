using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Types.SdlRules;

/// <summary>No field of an object literal is given twice.</summary>
sealed class UniqueInputFieldNames(SdlContext context) : SdlRule(context)
{
    readonly Stack<Dictionary<string, Location>> open = new();

    public override void Enter(SyntaxNode node)
    {
        switch (node)
        {
            case ObjectValueNode:
                open.Push(new Dictionary<string, Location>(StringComparer.Ordinal));
                break;
            case ObjectFieldNode field when !open.Peek().TryAdd(field.Name, field.NameLocation):
                Context.Report(
                    $"There can be only one input field named \"{field.Name}\".",
                    open.Peek()[field.Name],
                    field.NameLocation
                );
                break;
        }
    }

    public override void Leave(SyntaxNode node)
    {
        if (node is ObjectValueNode)
        {
            open.Pop();
        }
    }
}
