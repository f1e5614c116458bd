"""English told from other languages, which are named where their script or their function words give them away."""

import pytest

from dateline.reports.language import _function_words, check_english
from tests.timing import fastest

ENGLISH = (
    "The foreign minister arrived in Ankara on Tuesday for two days of talks with his counterpart.",
    "KYIV, May 2 (AP) — Shelling killed three people in the east of the country, officials said.",
    "Zelenskyy, Erdoğan and Guterres met in Lviv, where they signed an agreement on grain exports from Odesa.",
    "Governor José Luis de la Cruz met Mayor María del Carmen de los Ríos de la Torre in San Cristóbal de las Casas on Monday.",
    "Jean-Pierre de la Rochefoucauld, Marie de la Tour du Pin and Le Monde des Livres editor Luc de Montfort visited Aix.",
    "Van der Berg, Van den Broek, De Jong, De Vries, Van de Velde and Het Parool editor Van Dijk met in Den Haag.",
    "Movimiento al Socialismo, Frente de Izquierda y de los Trabajadores and Partido de la Liberación Dominicana signed.",
    "Abu Bakr al-Baghdadi, Abu Muhammad al-Julani, Omar al-Shishani and Abu Ali al-Anbari were killed.",
    "Il presidente della Repubblica was the headline that Corriere della Sera chose for its report on the vote in Rome.",
    "Протокол, as the document is called in Moscow, was signed by both sides after a long night of negotiations.",
    "POLICE FIRE TEAR GAS AT PROTESTERS IN NAIROBI AS TAX BILL IS PASSED BY PARLIAMENT",
)

OTHERS = {
    "ru": "Министр обороны прибыл в Пхеньян, где встретился с руководством страны и обсудил военное сотрудничество.",
    "uk": "Президент України заявив, що переговори відбудуться наступного тижня в Києві за участю союзників.",
    "be": "Прэзідэнт правёў нараду, на якой абмеркавалі развіццё эканомікі і новыя праекты ў рэгіёнах краіны.",
    "bg": "Министърът на външните работи пристигна в столицата, където се срещна с българския си колега и с други политици.",
    "sr": "Министар је изјавио да ће преговори бити настављени следеће недеље и да се очекује споразум између њих.",
    "kk": "Қазақстан президенті үкімет отырысында жаңа экономикалық бағдарламаны таныстырды деп хабарлады баспасөз қызметі.",
    "zh": "外交部发言人星期二在例行记者会上表示,两国将继续加强经济合作。",
    "ja": "外務大臣は火曜日の記者会見で、両国が経済協力を強化すると述べた。",
    "ko": "외교부 대변인은 화요일 정례 기자회견에서 양국이 협력을 강화할 것이라고 밝혔다.",
    "ar": "قال وزير الخارجية يوم الثلاثاء إن البلدين سيواصلان تعزيز التعاون الاقتصادي بينهما.",
    "fa": "وزیر امور خارجه روز سه‌شنبه گفت که دو کشور همکاری‌های اقتصادی خود را گسترش می‌دهند.",
    "ur": "وزیر خارجہ نے منگل کو کہا کہ دونوں ملک اقتصادی تعاون کو بڑھائیں گے اور بات چیت جاری رہے گی۔",
    "he": "שר החוץ אמר ביום שלישי כי שתי המדינות ימשיכו לחזק את שיתוף הפעולה הכלכלי ביניהן.",
    "el": "Ο υπουργός Εξωτερικών δήλωσε την Τρίτη ότι οι δύο χώρες θα ενισχύσουν την οικονομική συνεργασία τους.",
    "hi": "विदेश मंत्री ने मंगलवार को कहा कि दोनों देश आर्थिक सहयोग को और मजबूत करेंगे।",
    "fr": "Le ministre des Affaires étrangères a déclaré mardi que les deux pays renforceront leur coopération économique.",
    "de": "Der Außenminister erklärte am Dienstag, dass die beiden Länder ihre wirtschaftliche Zusammenarbeit ausbauen werden.",
    "es": "El ministro de Exteriores declaró el martes que los dos países reforzarán su cooperación económica en la región.",
    "pt": "O ministro das Relações Exteriores disse na terça-feira que os dois países não vão suspender as negociações.",
    "it": "Il ministro degli Esteri ha dichiarato martedì che i due Paesi rafforzeranno la loro cooperazione economica nella regione.",
    "nl": "De minister van Buitenlandse Zaken zei dinsdag dat beide landen hun economische samenwerking zullen versterken.",
    "tr": "Dışişleri Bakanı salı günü yaptığı açıklamada iki ülkenin ekonomik iş birliğini daha da güçlendireceğini ve bu konuda görüştüklerini söyledi.",
    "id": "Menteri Luar Negeri mengatakan pada hari Selasa bahwa kedua negara akan memperkuat kerja sama ekonomi dan tidak akan mundur.",
    "pl": "Minister spraw zagranicznych powiedział we wtorek, że oba kraje nie zrezygnują ze współpracy gospodarczej, która jest ważna dla regionu.",
    "sv": "Utrikesministern sade på tisdagen att de två länderna ska stärka sitt ekonomiska samarbete och att det är viktigt för regionen.",
    "ro": "Ministrul de externe a declarat marți că cele două țări își vor consolida cooperarea economică și nu vor renunța la acest acord.",
    "vi": "Bộ trưởng Ngoại giao cho biết hôm thứ Ba rằng hai nước sẽ tăng cường hợp tác kinh tế trong những năm tới và không thay đổi.",
    "sw": "Waziri wa mambo ya nje alisema siku ya Jumanne kwamba nchi hizo mbili zitaimarisha ushirikiano wa kiuchumi katika kanda hii.",
}


@pytest.mark.parametrize("text", ENGLISH)
def test_english_is_known_also_with_foreign_names_in_it(text: str) -> None:
    assert check_english(text).is_english


@pytest.mark.parametrize(("language", "text"), OTHERS.items(), ids=OTHERS.keys())
def test_another_language_is_named(language: str, text: str) -> None:
    guess = check_english(text)
    assert guess.language == language
    assert not guess.is_english
    assert guess.confidence > 0.6


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "es",
            "El ministro de Exteriores de España se reunió con el presidente de la República de Colombia en Madrid.",
        ),
        (
            "fr",
            "Le président Jean de la Tour a rencontré Marie du Pin et Luc de Montfort à la gare de Lyon, selon Le Monde.",
        ),
        ("de", "Der Minister hat am Freitag in Berlin mit der Regierung gesprochen."),
        (
            "de",
            "Die Ministerin Anna von der Heide traf den Kanzler Karl von Berg und den Bürgermeister der Stadt Köln.",
        ),
        (
            "nl",
            "Minister Van der Berg heeft met Van den Broek en De Vries gesproken over het parool van de Tweede Kamer.",
        ),
    ],
)
def test_another_language_full_of_names_is_still_another(language: str, text: str) -> None:
    assert check_english(text).language == language
    assert check_english(text).confidence >= 0.6


def test_plain_prose_is_surer_than_a_list_of_names() -> None:
    prose = check_english("The talks that were held in the city on Monday have been a success for both of the parties.")
    names = check_english(
        "Sergei Lavrov, Wang Yi, Antony Blinken, Annalena Baerbock, Hakan Fidan, Subrahmanyam Jaishankar"
    )
    assert prose.is_english
    assert names.is_english
    assert prose.confidence == 1.0 > names.confidence


@pytest.mark.parametrize(
    "text", ["Putin in Beijing", "¡Basta!", "Le Monde", "", " \n", "2025-11-08", "Kyiv: 3 †, 12 ‡"]
)
def test_too_little_text_is_given_the_benefit_of_the_doubt(text: str) -> None:
    assert check_english(text).is_english


def test_a_script_speaks_for_itself_however_short() -> None:
    assert check_english("Переговоры").language == "ru"


def test_long_text_without_any_known_function_word_is_undetermined() -> None:
    basque = (
        "Atzerri ministroak asteartean adierazi zuen bi herrialdeek lankidetza ekonomikoa indartuko dutela datozen urteetan, "
        "eta ez dutela akordioa bertan behera utziko inolako baldintzarik onartu gabe."
    )
    assert check_english(basque).language == "und"


def test_web_and_mail_addresses_are_no_words() -> None:
    links = " ".join(f"https://www.lemonde.fr/la-une-de-le-monde/{i}" for i in range(20))
    assert check_english(f"Read more about the vote on these pages: {links}").is_english


def test_the_language_of_most_of_a_long_text_wins_over_its_first_lines() -> None:
    assert check_english("Translated from the original by our staff. " + OTHERS["fr"] * 300).language == "fr"
    assert check_english(OTHERS["ru"] + ENGLISH[0] * 300).is_english


def test_five_million_characters_cost_no_more_than_an_article() -> None:
    text = ENGLISH[0] * 50_000
    check_english(text)
    assert fastest(lambda: check_english(text)) < 0.1


def test_no_foreign_function_word_is_an_english_one() -> None:
    shared = {word for word, owners in _function_words()[1].items() if "en" in owners and len(owners) > 1}
    assert shared == set()
