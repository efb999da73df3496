namespace ComposeServer.Benchmarks.Corpus;

/// <summary>
/// Which topic a post has: three of ten have the common one, some forty of all the rare one, and the others are spread over topics of equal size.
/// A filter on a skewed member with another one to sort by is where a choice of index matters.
/// </summary>
static class BoardTopics
{
    public const string Common = "common";
    public const string Rare = "rare";

    /// <summary>Of no post.</summary>
    public const string Absent = "absent";

    /// <summary>Posts of the rare topic, or one more.</summary>
    public const int RarePosts = 40;

    /// <param name="rank">Unique among the posts.</param>
    /// <param name="size">How many there are.</param>
    public static string OfPost(int rank, BoardSize size) =>
        rank % (size.Posts / RarePosts) == 0 ? Rare
        : rank % 10 is 1 or 2 or 3 ? Common
        : BoardText.Topic(rank / 10 % size.Topics);

    /// <summary>Posts of the common topic, about.</summary>
    public static int CommonPosts(BoardSize size) => size.Posts * 3 / 10;
}
