namespace ComposeServer.GraphQL.Types;

/// <summary>Names in the order people expect: digits inside compare as numbers (<c>a2</c> before <c>a10</c>).</summary>
sealed class NaturalOrder : IComparer<string>
{
    public static readonly NaturalOrder Instance = new();

    public int Compare(string? x, string? y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        var (i, j) = (0, 0);
        while (i < x.Length && j < y.Length)
        {
            int order;
            if (char.IsAsciiDigit(x[i]) && char.IsAsciiDigit(y[j]))
            {
                order = TakeNumber(x, ref i).CompareTo(TakeNumber(y, ref j));
            }
            else
            {
                order = x[i++].CompareTo(y[j++]);
            }

            if (order != 0)
            {
                return order;
            }
        }

        return x.Length - y.Length;
    }

    // A zero ends a number, so that leading zeros count: that is how the reference implementation reads them.
    static double TakeNumber(string text, ref int index)
    {
        double number = 0;
        do
        {
            number = (number * 10) + (text[index++] - '0');
        } while (index < text.Length && char.IsAsciiDigit(text[index]) && number > 0);

        return number;
    }
}
