using System.Text;

namespace ComposeServer.Tests.GraphQL.Validation;

/// <summary>A document for the schema of <see cref="Verdict"/>, made by a row of choices. Fewer and smaller choices make a simpler one.</summary>
sealed class ChosenDocument
{
    const int DepthMax = 5;

    static readonly Dictionary<string, string[]> Fields = new(StringComparer.Ordinal)
    {
        ["Query"] = ["count", "person", "pet", "dog", "named"],
        ["Person"] = ["id", "name", "mood", "friends", "pet"],
        ["Dog"] = ["name", "barks", "age"],
        ["Cat"] = ["name", "lives", "age"],
        ["Named"] = ["name"],
        ["Pet"] = ["__typename"],
    };

    static readonly Dictionary<string, string> Below = new(StringComparer.Ordinal)
    {
        ["person"] = "Person",
        ["friends"] = "Person",
        ["pet"] = "Pet",
        ["dog"] = "Dog",
        ["named"] = "Named",
    };

    static readonly string[] Conditions = ["Person", "Dog", "Cat", "Named", "Pet"];
    static readonly string[] Arguments = ["", "", "(first: 1)", "(first: 2)", "(short: true)", "(of: 1)"];

    readonly int[] choices;
    readonly StringBuilder text = new();
    int taken;

    ChosenDocument(int[] choices) => this.choices = choices;

    public static string Of(int[] choices)
    {
        var document = new ChosenDocument(choices);
        document.Selections("Query", depth: 0, fragments: 3);
        for (var i = 0; i < 3; i++)
        {
            var type = document.Pick(Conditions);
            document.text.Append($" fragment F{i} on {type} ");
            document.Selections(type, depth: 2, fragments: i);
        }

        return document.text.ToString();
    }

    // Fragments spread only earlier ones, so there are no cycles.
    void Selections(string type, int depth, int fragments)
    {
        text.Append("{ ");
        for (var i = Choose(4); i >= 0; i--)
        {
            Selection(type, depth, fragments);
        }

        text.Append("} ");
    }

    void Selection(string type, int depth, int fragments)
    {
        switch (Choose(6))
        {
            case 4 when depth < DepthMax:
                var condition = Pick(Conditions);
                text.Append($"... on {condition} ");
                Selections(condition, depth + 1, fragments);
                break;
            case 5 when fragments > 0:
                text.Append($"...F{Choose(fragments)} ");
                break;
            default:
                Field(type, depth, fragments);
                break;
        }
    }

    void Field(string type, int depth, int fragments)
    {
        var name = Pick(Fields[type]);
        var alias = Choose(4) == 3 ? $"{Pick(["x", "y"])}: " : "";
        text.Append($"{alias}{name}{Pick(Arguments)} ");
        if (Below.TryGetValue(name, out var below))
        {
            if (depth < DepthMax)
            {
                Selections(below, depth + 1, fragments);
            }
            else
            {
                text.Append("{ __typename } ");
            }
        }
    }

    T Pick<T>(T[] options) => options[Choose(options.Length)];

    int Choose(int count) => taken < choices.Length ? (int)((uint)choices[taken++] % count) : 0;
}
