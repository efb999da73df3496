namespace ComposeServer.Benchmarks.Corpus;

/// <summary>
/// Which topic a post has: three of ten have the frequent one, some forty altogether the rare one, and the others are spread over topics of equal size.
/// A filter on a skewed member with another one to sort by is where a choice of index matters.
/// </summary>
static class BoardTopics
{
    public const string Frequent = "frequent";
    public const string Rare = "rare";

    /// <summary>Of no post.</summary>
    public const string Absent = "absent";

    /// <summary>Posts of the rare topic, or a few more.</summary>
    public const int RarePosts = 40;

    /// <param name="rank">Unique among the posts.</param>
    /// <param name="size">How many there are.</param>
    public static string OfPost(int rank, BoardSize size) =>
        rank % (size.Posts / RarePosts) == 0 ? Rare
        : rank % 10 is 1 or 2 or 3 ? Frequent
        : BoardText.Topic(rank / 10 % size.Topics);

    /// <summary>Posts of the frequent topic, about.</summary>
    public static int FrequentPosts(BoardSize size) => size.Posts * 3 / 10;
}
