using System.Globalization;

namespace ComposeServer.Integration.Roads;

/// <summary>Random queries over <see cref="RoadSchema"/>: pages within pages, documents, accounts, counts, fragments, aliases, and mistakes.</summary>
sealed class RoadQueries(Random random, IReadOnlyList<string> shelves, IReadOnlyList<string> accounts)
{
    const int DepthMax = 4;

    int _alias;
    int _pages;

    /// <summary>One operation.</summary>
    public string Next()
    {
        (_alias, _pages) = (0, 0);
        return random.Next(10) switch
        {
            0 => $"{{ node(id: \"{Pick(shelves)}\") {{ id ... on Shelf {{ {Shelf(1)} }} ... on Book {{ title }} }} }}",
            1 => $"{{ node(id: \"{Pick(accounts)}\") {{ ... on CeramicAccount {{ {Account(1)} }} }} }}",
            2 => $"{{ viewer {{ {Account(1)} }} }}",
            3 =>
                $"{{ a: bookIndex{Arguments("Book")} {{ {Connection(Book, 1)} }} b: shelfIndex(first: 2) {{ {Connection(Shelf, 2)} }} }}",
            < 7 => $"{{ bookIndex{Arguments("Book")} {{ {Connection(Book, 1)} }} }}",
            _ => $"{{ shelfIndex{Arguments("Shelf")} {{ {Connection(Shelf, 1)} }} }}",
        };
    }

    string Connection(Func<int, string> document, int depth)
    {
        var parts = new List<string>();
        var node = document(depth + 1);
        parts.Add($"edges {{ {(Roll(30) ? "cursor " : "")}{(Roll(10) ? "__typename " : "")}node {{ {node} }} }}");
        if (Roll(40))
            parts.Add(
                $"pageInfo {{ {Some(["hasNextPage", "hasPreviousPage", "startCursor", "endCursor", "__typename"])} }}"
            );
        if (Roll(10))
            parts.Add("__typename");
        if (Roll(5))
            parts.Add("more: edges { cursor }");
        return string.Join(' ', parts.OrderBy(_ => random.Next()));
    }

    string Shelf(int depth)
    {
        var parts = new List<string>
        {
            Some([
                "id",
                "label",
                "rank",
                "weight",
                "open",
                "shade",
                "link",
                "shades",
                "version",
                "__typename",
                "spot { x y label tags __typename }",
                "spots { x tags }",
                "keeper { id isViewer }",
                "helpers { id }",
            ]),
        };
        // Some of these go out with an error.
        if (Roll(15))
            parts.Add("at");
        if (Roll(30))
            parts.Add($"author {{ {Account(depth + 1)} }}");
        if (Roll(20))
            parts.Add($"{Alias()}booksCount{Narrowed("Book")}");
        if (depth < DepthMax && Roll(50))
            parts.Add($"{Alias()}books{Arguments("Book", account: true)} {{ {Connection(Book, depth + 1)} }}");
        return Mixed(parts, "Shelf");
    }

    string Book(int depth)
    {
        var parts = new List<string> { Some(["id", "title", "pages", "shelfID", "version", "__typename", "nextID"]) };
        if (Roll(30))
            parts.Add($"author {{ {Account(depth + 1)} }}");
        if (depth < DepthMax && Roll(40))
            parts.Add($"{Alias()}shelf {{ {Shelf(depth + 1)} }}");
        if (depth < DepthMax && Roll(10))
            parts.Add($"next {{ id ... on Book {{ title }} ... on Shelf {{ {Shelf(depth + 2)} }} }}");
        return Mixed(parts, "Book");
    }

    string Account(int depth)
    {
        var parts = new List<string> { Some(["id", "isViewer", "__typename"]) };
        if (Roll(20))
            parts.Add($"{Alias()}bookListCount{Filters("Book", "(", ")")}");
        if (depth < DepthMax && Roll(25))
            parts.Add($"{Alias()}shelfList{Arguments("Shelf")} {{ {Connection(Shelf, depth + 1)} }}");
        if (depth < DepthMax && Roll(15))
            parts.Add($"{Alias()}keeperOfShelfList{Arguments("Shelf")} {{ {Connection(Shelf, depth + 1)} }}");
        return string.Join(' ', parts);
    }

    string Mixed(List<string> parts, string type)
    {
        if (parts.Count > 1 && Roll(20))
            parts[^1] = $"... on {type} {{ {parts[^1]} }}";
        if (parts.Count > 1 && Roll(10))
            parts[^1] = $"... @include(if: {(Roll(50) ? "true" : "false")}) {{ {parts[^1]} }}";
        return string.Join(' ', parts.OrderBy(_ => random.Next()));
    }

    string Arguments(string model, bool account = false)
    {
        _pages++;
        if (Roll(2))
            return account ? "(account: \"viewer\")" : "";
        var size = random.Next(1, _pages > 2 ? 4 : 12);
        var sort = Roll(50) ? $", sorting: {{ {Sorting(model)} }}" : "";
        return $"({Pick(["first", "last"])}: {Whole(size)}{(account ? Owner() : "")}{Filters(model, ", ", "")}{sort})";
    }

    string Narrowed(string model)
    {
        var arguments = (Owner() + Filters(model, ", ", "")).TrimStart(',', ' ');
        return arguments.Length == 0 ? "" : $"({arguments})";
    }

    string Owner() => Roll(25) ? $", account: \"{Pick(["documentAccount", Pick(accounts), "viewer", "no DID"])}\"" : "";

    string Filters(string model, string before, string behind)
    {
        if (Roll(60))
            return "";
        var (text, number) = model == "Shelf" ? ("label", "rank") : ("title", "pages");
        var filter = random.Next(6) switch
        {
            0 => $"where: {{ {text}: {{ isNull: false }} }}",
            1 => $"where: {{ {number}: {{ greaterThan: {Whole(random.Next(1000))} }} }}",
            2 => $"not: {{ where: {{ {number}: {{ lessThan: 5 }} }} }}",
            3 =>
                $"or: [{{ where: {{ {text}: {{ equalTo: \"plain\" }} }} }}, {{ where: {{ {number}: {{ in: [0, 7, 12] }} }} }}]",
            4 => $"where: {{ {text}: {{ notEqualTo: \"plain\" }}, {number}: {{ isNull: true }} }}",
            // Refused where it is read.
            _ => Roll(20) ? $"where: {{ {text}: {{ in: [] }} }}" : $"where: {{ {text}: {{ greaterThan: \"b\" }} }}",
        };
        return $"{before}filters: {{ {filter} }}{behind}";
    }

    string Sorting(string model)
    {
        var fields = model == "Shelf" ? new[] { "label", "rank" } : ["title", "pages"];
        return string.Join(
            ", ",
            fields.Where(_ => Roll(70)).DefaultIfEmpty(fields[0]).Select(field => $"{field}: {Pick(["ASC", "DESC"])}")
        );
    }

    string Alias() => string.Create(CultureInfo.InvariantCulture, $"a{_alias++}: ");

    string Some(string[] fields)
    {
        var some = fields.Where(_ => Roll(40)).OrderBy(_ => random.Next()).ToArray();
        return some.Length == 0 ? fields[0] : string.Join(' ', some);
    }

    static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);

    bool Roll(int percent) => random.Next(100) < percent;

    T Pick<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];
}
