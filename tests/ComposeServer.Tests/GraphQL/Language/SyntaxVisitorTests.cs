using ComposeServer.GraphQL.Language;

namespace ComposeServer.Tests.GraphQL.Language;

public class SyntaxVisitorTests
{
    static readonly DocumentNode Document = GraphQLParser
        .Parse("{ a { b } c { d } e }", ParserLimits.Default)
        .Document!;

    [Fact]
    public void Parents_come_before_children_and_are_left_after_them()
    {
        Assert.Equal("+a +b -b -a +c +d -d -c +e -e", Walk(_ => VisitAction.Continue));
    }

    [Fact]
    public void A_skipped_node_is_neither_entered_further_nor_left()
    {
        Assert.Equal("+a +c +d -d -c +e -e", Walk(name => name == "a" ? VisitAction.Skip : VisitAction.Continue));
    }

    [Fact]
    public void After_a_break_nothing_is_visited_or_left()
    {
        Assert.Equal("+a +b -b -a +c +d", Walk(name => name == "d" ? VisitAction.Break : VisitAction.Continue));
    }

    static string Walk(Func<string, VisitAction> decide)
    {
        var recorder = new Recorder(decide);
        recorder.Visit(Document);
        return string.Join(' ', recorder.Steps);
    }

    sealed class Recorder(Func<string, VisitAction> decide) : SyntaxVisitor
    {
        public List<string> Steps { get; } = [];

        protected override VisitAction Enter(SyntaxNode node)
        {
            if (node is not FieldNode field)
            {
                return VisitAction.Continue;
            }

            Steps.Add("+" + field.Name);
            return decide(field.Name);
        }

        protected override void Leave(SyntaxNode node)
        {
            if (node is FieldNode field)
            {
                Steps.Add("-" + field.Name);
            }
        }
    }
}
