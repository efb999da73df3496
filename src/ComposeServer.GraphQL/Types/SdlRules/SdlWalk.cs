using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Types.SdlRules;

/// <summary>Leads all rules through the document in one walk.</summary>
sealed class SdlWalk(SdlRule[] rules, SdlContext context) : SyntaxVisitor
{
    protected override VisitAction Enter(SyntaxNode node)
    {
        if (context.IsFull)
        {
            return VisitAction.Break;
        }

        foreach (var rule in rules)
        {
            rule.Enter(node);
        }

        context.Ancestors.Add(node);
        return VisitAction.Continue;
    }

    protected override void Leave(SyntaxNode node)
    {
        context.Ancestors.RemoveAt(context.Ancestors.Count - 1);
        foreach (var rule in rules)
        {
            rule.Leave(node);
        }
    }
}
